// Makes each tool call that comes in as a line, {"name":…,"arguments":…}, and writes its structured answer as a line. Arguments as for conversation.mjs.
import { createInterface } from 'node:readline';
import { connect } from './agent.mjs';

const [sdk, way, ...target] = process.argv.slice(2);
const { client, call } = await connect(sdk, way, target);
// The clients check answers against the output schemas of the tools that they have seen.
await client.listTools();

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  console.log(JSON.stringify(await call(request.name, request.arguments)));
}

await client.close();
