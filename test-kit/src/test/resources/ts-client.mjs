// Connects with the TypeScript SDK and prints what it saw as one line of JSON.
// Arguments: stdio COMMAND ARGUMENT..., or sse URL, or http URL.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.env.NODE_MODULES}/package.json`);
const load = (name) => import(pathToFileURL(require.resolve(`@modelcontextprotocol/sdk/${name}`)));

const { Client } = await load("client/index.js");
const { StdioClientTransport } = await load("client/stdio.js");
const { SSEClientTransport } = await load("client/sse.js");
const { StreamableHTTPClientTransport } = await load("client/streamableHttp.js");
const { ElicitRequestSchema } = await load("types.js");

const [wire, target, ...rest] = process.argv.slice(2);
const transports = {
  stdio: () =>
    new StdioClientTransport({ command: target, args: rest, env: process.env, stderr: "inherit" }),
  sse: () => new SSEClientTransport(new URL(target)),
  http: () => new StreamableHTTPClientTransport(new URL(target)),
};

const client = new Client(
  { name: "ts-client", version: "1" },
  { capabilities: { elicitation: {} } },
);
const asked = [];
client.setRequestHandler(ElicitRequestSchema, (request) => {
  asked.push(request.params.message);
  return { action: "accept", content: { confirm: true } };
});
await client.connect(transports[wire]());

const tools = await client.listTools();
const echo = await client.callTool({
  name: "echo_arguments",
  arguments: { project_key: "shop", limit: 3 },
});
const wrong = await client.callTool({ name: "echo_arguments", arguments: { limit: 0 } });
const progress = [];
// The SDK drops a progress notification that it reads together with the answer: leave time between.
await client.callTool(
  { name: "count_slowly", arguments: { steps: 3, pause_ms: 250 } },
  undefined,
  { onprogress: (step) => progress.push(step.progress) },
);
const written = await client.callTool({
  name: "write_note",
  arguments: { name: "ts", text: "hello" },
});
const cancelled = new AbortController();
const slow = client
  .callTool({ name: "count_slowly", arguments: { steps: 1000, pause_ms: 50 } }, undefined, {
    signal: cancelled.signal,
  })
  .then(() => "answered", () => "cancelled");
setTimeout(() => cancelled.abort("enough"), 300);
let unknown = "";
try {
  await client.callTool({ name: "list_note", arguments: {} });
} catch (error) {
  unknown = error.message;
}
const resource = await client.readResource({ uri: "test://static-text" });
const prompt = await client.getPrompt({ name: "test_simple_prompt" });

const seen = {
  server: client.getServerVersion().name,
  tools: tools.tools.length,
  echo: echo.structuredContent,
  wrong: wrong.isError,
  progress,
  asked: asked.length,
  applied: written.structuredContent.applied,
  slow: await slow,
  unknown,
  resource: resource.contents[0].text,
  prompt: prompt.messages[0].content.text,
};
// The SDK does not wait until its cancellation is sent, and closing would drop it.
await new Promise((done) => setTimeout(done, 500));
await client.close();
console.log(JSON.stringify(seen));
process.exit(0);
