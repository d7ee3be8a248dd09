// Uses a gateway with the official Anthropic SDK and prints what it saw as one line of JSON.
// Arguments: the gateway's address, a key, a key without budget, a key with a used-up rate limit.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.env.NODE_MODULES}/package.json`);
const { default: Anthropic } = await import(pathToFileURL(require.resolve("@anthropic-ai/sdk")));

const [base, apiKey, poor, slowed] = process.argv.slice(2);
const client = (key) => new Anthropic({ apiKey: key, baseURL: base, maxRetries: 0 });
const anthropic = client(apiKey);
const messages = [{ role: "user", content: "Name a river." }];
const tools = [
  {
    name: "get_weather",
    description: "The weather of a city.",
    input_schema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
];

const message = async (model, more = {}) => {
  const { data, response } = await anthropic.messages
    .create({ model, messages, max_tokens: 100, ...more })
    .withResponse();
  return {
    text: data.content.map((block) => block.text ?? "").join(""),
    stop: data.stop_reason,
    usage: data.usage,
    cost: response.headers.get("x-plumbline-cost"),
    id: response.headers.get("x-plumbline-request-id"),
  };
};

const streamed = async (model) => {
  const stream = await anthropic.messages.create({ model, messages, max_tokens: 100, stream: true });
  const types = [];
  let text = "";
  let stop = null;
  let usage = {};
  for await (const event of stream) {
    types.push(event.type);
    text += event.delta?.text ?? "";
    stop = event.delta?.stop_reason ?? stop;
    usage = { ...usage, ...event.message?.usage, ...event.usage };
  }
  return { text, stop, usage, first: types[0], last: types.at(-1) };
};

const used = (answer) => answer.content
  .filter((block) => block.type === "tool_use")
  .map((block) => ({ name: block.name, city: block.input.city }));

const toolUse = async (model) => {
  const ask = { model, messages, tools, max_tokens: 100 };
  const plain = await anthropic.messages.create(ask);
  const whole = await anthropic.messages.stream(ask).finalMessage();
  // The whole round: the answer of the tool goes back.
  const told = await anthropic.messages.create({
    ...ask,
    model: model.replace("-tool", ""),
    messages: [
      ...messages,
      { role: "assistant", content: plain.content },
      {
        role: "user",
        content: [
          {
            type: "tool_result",
            tool_use_id: plain.content.find((block) => block.type === "tool_use").id,
            content: "sunny",
          },
        ],
      },
    ],
  });
  return { plain: used(plain), stop: plain.stop_reason, streamed: used(whole), told: told.stop_reason };
};

const counted = async () => {
  const answer = await anthropic.messages.countTokens({ model: "claude-haiku-4-5", messages });
  return answer.input_tokens;
};

const models = async () => {
  const ids = [];
  for await (const model of anthropic.models.list()) {
    ids.push(model.id);
  }
  return ids;
};

const failed = async (action) => {
  try {
    await action();
    return { name: "none" };
  } catch (error) {
    return {
      name: error.constructor.name,
      status: error.status,
      type: error.error?.error?.type,
      code: error.error?.error?.code,
      message: error.message,
      retryAfter: error.headers?.get("retry-after") ?? null,
    };
  }
};

const ask = (who, model) => () => who.messages.create({ model, messages, max_tokens: 100 });

console.log(JSON.stringify({
  message: await message("claude-haiku-4-5"),
  system: await message("claude-haiku-4-5", {
    system: [{ type: "text", text: "Be short.", cache_control: { type: "ephemeral" } }],
    thinking: { type: "disabled" },
    metadata: { user_id: "ada" },
  }),
  stream: await streamed("claude-haiku-4-5"),
  tools: await toolUse("anthropic/stand-in-tool"),
  structured: await message("claude-haiku-4-5", {
    output_config: {
      format: {
        type: "json_schema",
        schema: {
          type: "object",
          properties: { name: { type: "string" } },
          required: ["name"],
          additionalProperties: false,
        },
      },
    },
  }),
  counted: await counted(),
  models: await models(),
  acrossMessage: await message("gpt-4o-mini"),
  acrossStream: await streamed("gpt-4o-mini"),
  acrossTools: await toolUse("openai/stand-in-tool"),
  unknownKey: await failed(ask(client(`pl-${"a".repeat(12)}-${"b".repeat(48)}`), "claude-haiku-4-5")),
  noBudget: await failed(ask(client(poor), "claude-haiku-4-5")),
  tooFast: await failed(async () => {
    await ask(client(slowed), "claude-haiku-4-5")();
    await ask(client(slowed), "claude-haiku-4-5")();
  }),
  provider529: await failed(ask(anthropic, "anthropic/stand-in-error-529")),
  untranslatable: await failed(() =>
    anthropic.messages.create({
      model: "gpt-4o-mini", messages, max_tokens: 100, top_k: 5,
    })),
}));
