// Uses a gateway with the official OpenAI SDK and prints what it saw as one line of JSON.
// Arguments: the gateway's address, a key, a key without budget, a key with a used-up rate limit.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.env.NODE_MODULES}/package.json`);
const { default: OpenAI } = await import(pathToFileURL(require.resolve("openai")));

const [base, apiKey, poor, slowed] = process.argv.slice(2);
const client = (key) => new OpenAI({ apiKey: key, baseURL: `${base}/v1`, maxRetries: 0 });
const openai = client(apiKey);
const messages = [{ role: "user", content: "Name a river." }];
const tools = [
  {
    type: "function",
    function: {
      name: "get_weather",
      parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
    },
  },
];

const chat = async (model) => {
  const { data, response } = await openai.chat.completions
    .create({ model, messages, max_tokens: 100 })
    .withResponse();
  return {
    text: data.choices[0].message.content,
    finish: data.choices[0].finish_reason,
    usage: data.usage,
    cost: response.headers.get("x-plumbline-cost"),
    id: response.headers.get("x-plumbline-request-id"),
  };
};

const streamed = async (model, more = {}) => {
  const stream = await openai.chat.completions.create({
    model, messages, max_tokens: 100, stream: true, ...more,
  });
  let text = "";
  let finish = null;
  let usage = null;
  let chunks = 0;
  for await (const chunk of stream) {
    chunks++;
    text += chunk.choices[0]?.delta?.content ?? "";
    finish = chunk.choices[0]?.finish_reason ?? finish;
    usage = chunk.usage ?? usage;
  }
  return { text, finish, usage, chunks };
};

const called = (message) => message.tool_calls.map((call) => ({
  name: call.function.name,
  city: JSON.parse(call.function.arguments).city,
}));

const toolCalls = async (model) => {
  const plain = await openai.chat.completions.create({ model, messages, tools, max_tokens: 100 });
  const stream = openai.chat.completions.stream({ model, messages, tools, max_tokens: 100 });
  const whole = await stream.finalChatCompletion();
  // The whole round: the answer of the tool goes back.
  const told = await openai.chat.completions.create({
    model: model.replace("-tool", ""),
    max_tokens: 100,
    messages: [
      ...messages,
      plain.choices[0].message,
      { role: "tool", tool_call_id: plain.choices[0].message.tool_calls[0].id, content: "sunny" },
    ],
    tools,
  });
  return {
    plain: called(plain.choices[0].message),
    finish: plain.choices[0].finish_reason,
    streamed: called(whole.choices[0].message),
    told: told.choices[0].finish_reason,
  };
};

const structured = async (model) => {
  const answer = await openai.chat.completions.create({
    model,
    messages,
    response_format: {
      type: "json_schema",
      json_schema: {
        name: "river",
        strict: true,
        schema: {
          type: "object",
          properties: { name: { type: "string" } },
          required: ["name"],
          additionalProperties: false,
        },
      },
    },
  });
  return answer.choices[0].finish_reason;
};

const responses = async (model) => {
  const plain = await openai.responses.create({ model, input: "Name a river." });
  const stream = await openai.responses.create({ model, input: "Name a river.", stream: true });
  const types = [];
  let usage = null;
  for await (const event of stream) {
    types.push(event.type);
    usage = event.response?.usage ?? usage;
  }
  return {
    text: plain.output_text,
    usage: plain.usage,
    first: types[0],
    last: types.at(-1),
    deltas: types.filter((type) => type === "response.output_text.delta").length,
    streamedUsage: usage,
  };
};

const responseTools = async (model) => {
  const functions = tools.map(({ function: definition }) => ({
    type: "function", strict: false, ...definition,
  }));
  const input = [{ role: "user", content: "Name a river." }];
  const plain = await openai.responses.create({ model, input, tools: functions });
  const stream = openai.responses.stream({ model, input, tools: functions });
  const whole = await stream.finalResponse();
  const call = plain.output.find((item) => item.type === "function_call");
  const told = await openai.responses.create({
    model: model.replace("-tool", ""),
    instructions: "Be brief.",
    input: [
      ...input,
      ...plain.output,
      { type: "function_call_output", call_id: call.call_id, output: "sunny" },
    ],
    tools: functions,
  });
  const names = (answer) => answer.output
    .filter((item) => item.type === "function_call")
    .map((item) => ({ name: item.name, city: JSON.parse(item.arguments).city }));
  return { plain: names(plain), streamed: names(whole), told: told.output_text };
};

const completion = async () => {
  const answer = await openai.completions.create({
    model: "gpt-3.5-turbo-instruct", prompt: "Name a river.", max_tokens: 20,
  });
  return answer.choices[0].text;
};

const embeddings = async () => {
  const answer = await openai.embeddings.create({
    model: "text-embedding-3-small", input: ["a river", "a lake"], encoding_format: "float",
  });
  return { vectors: answer.data.length, numbers: answer.data[0].embedding.length, usage: answer.usage };
};

const models = async () => {
  const ids = [];
  for await (const model of openai.models.list()) {
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
      code: error.code,
      message: error.message,
      retryAfter: error.headers?.get("retry-after") ?? null,
    };
  }
};

const ask = (who, model) => () => who.chat.completions.create({ model, messages, max_tokens: 100 });

console.log(JSON.stringify({
  chat: await chat("gpt-4o-mini"),
  stream: await streamed("gpt-4o-mini"),
  streamUsage: await streamed("gpt-4o-mini", { stream_options: { include_usage: true } }),
  tools: await toolCalls("openai/stand-in-tool"),
  structured: await structured("gpt-4o-mini"),
  responses: await responses("gpt-4o-mini"),
  completion: await completion(),
  embeddings: await embeddings(),
  models: await models(),
  acrossChat: await chat("claude-haiku-4-5"),
  acrossStream: await streamed("claude-haiku-4-5", { stream_options: { include_usage: true } }),
  acrossStructured: await structured("claude-haiku-4-5"),
  acrossTools: await toolCalls("anthropic/stand-in-tool"),
  unknownKey: await failed(ask(client(`pl-${"a".repeat(12)}-${"b".repeat(48)}`), "gpt-4o-mini")),
  noBudget: await failed(ask(client(poor), "gpt-4o-mini")),
  tooFast: await failed(async () => {
    await ask(client(slowed), "gpt-4o-mini")();
    await ask(client(slowed), "gpt-4o-mini")();
  }),
  acrossResponses: await responses("claude-haiku-4-5"),
  acrossResponseTools: await responseTools("anthropic/stand-in-tool"),
  keptResponse: await failed(() =>
    openai.responses.create({
      model: "claude-haiku-4-5", input: "Go on.", previous_response_id: "resp_1",
    })),
  provider500: await failed(ask(openai, "openai/stand-in-error-500")),
  untranslatable: await failed(() =>
    openai.chat.completions.create({ model: "claude-haiku-4-5", messages, n: 2 })),
}));
