// An agent that speaks through an official TypeScript client: v1 knows the 2025 protocols, v2-auto the newest, v2-legacy is told to open as in 2025.
import assert from 'node:assert/strict';

export async function connect(sdk, way, target) {
  const client = sdk === 'v1' ? await connectV1(way, target) : await connectV2(sdk, way, target);

  async function call(name, args) {
    const result = await client.callTool({ name, arguments: args });
    assert.ok(!result.isError, result.content[0].text);
    assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent);
    return result.structuredContent;
  }

  return { client, call };
}

const info = { name: 'billbot-tests', version: '1.0.0' };

async function connectV1(way, target) {
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
  const { StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js');
  const client = new Client(info);
  await client.connect(transport(StreamableHTTPClientTransport, StdioClientTransport, way, target));
  return client;
}

async function connectV2(sdk, way, target) {
  const { Client, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
  const { StdioClientTransport } = await import('@modelcontextprotocol/client/stdio');
  const client = new Client(info, sdk === 'v2-auto' ? { versionNegotiation: { mode: 'auto' } } : {});
  await client.connect(transport(StreamableHTTPClientTransport, StdioClientTransport, way, target));
  assert.equal(client.getNegotiatedProtocolVersion(), sdk === 'v2-auto' ? '2026-07-28' : '2025-11-25');
  return client;
}

function transport(Http, Stdio, way, target) {
  if (way === 'http') {
    return new Http(new URL(target[0]), { requestInit: { headers: { Authorization: `Bearer ${target[1]}` } } });
  }
  return new Stdio({ command: target[0], args: target.slice(1), env: process.env });
}
