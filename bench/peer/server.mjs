// The peer: the same tool and the same transaction, on the official TypeScript SDK and better-sqlite3.
// Number of the series, invoice with its lines, register row, audit row with hash chain, idempotency row; input and output validated.
import { createHash, randomUUID } from 'node:crypto';
import http from 'node:http';
import Database from 'better-sqlite3';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';

const [file, port] = process.argv.slice(2);
const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.pragma('temp_store = MEMORY');
db.exec(`
  create table series (period text primary key, next_seq integer not null) without rowid;
  create table invoice (id text primary key, number text not null unique, total_minor integer not null, document text not null) without rowid;
  create table register (number text primary key, invoice_id text not null, state text not null) without rowid;
  create table audit (seq integer primary key, entry text not null, hash blob not null);
  create table idempotency (request_id text primary key, fingerprint blob not null, result text not null) without rowid;
  insert into series values ('2026', 1);`);

const takeNumber = db.prepare('update series set next_seq = next_seq + 1 where period = ? returning next_seq - 1 as seq');
const addInvoice = db.prepare('insert into invoice values (?, ?, ?, ?)');
const addRegister = db.prepare("insert into register values (?, ?, 'reserved')");
const lastAudit = db.prepare('select seq, hash from audit order by seq desc limit 1');
const addAudit = db.prepare('insert into audit values (?, ?, ?)');
const findAnswer = db.prepare('select fingerprint, result from idempotency where request_id = ?');
const addAnswer = db.prepare('insert into idempotency values (?, ?, ?)');

const create = db.transaction(input => {
  const fingerprint = createHash('sha256').update(JSON.stringify(input)).digest();
  const known = input.request_id && findAnswer.get(input.request_id);
  if (known) {
    if (!known.fingerprint.equals(fingerprint)) throw new Error('idempotency_mismatch');
    return JSON.parse(known.result);
  }

  const { seq } = takeNumber.get('2026');
  const number = `INV-2026-${String(seq).padStart(4, '0')}`;
  const id = randomUUID();
  const nets = input.line_items.map(l => Math.round(l.quantity * l.unit_price * 100));
  const total = nets.reduce((sum, net) => sum + net, 0);
  const result = {
    id, number, status: 'draft', client_id: input.client_id, currency: 'USD', total: (total / 100).toFixed(2), due_date: '2026-04-08',
    line_items: input.line_items.map((l, i) => ({ description: l.description, quantity: String(l.quantity), unit_price: String(l.unit_price), net: (nets[i] / 100).toFixed(2) })),
    warnings: [],
  };
  addInvoice.run(id, number, total, JSON.stringify({ ...input, id, number, nets, total }));
  addRegister.run(number, id);
  const head = lastAudit.get() ?? { seq: 0, hash: Buffer.alloc(32) };
  const entry = JSON.stringify({ operation: 'create_invoice', subject: id, after: result });
  addAudit.run(head.seq + 1, entry, createHash('sha256').update(head.hash).update(entry).digest());
  if (input.request_id) addAnswer.run(input.request_id, fingerprint, JSON.stringify(result));
  return result;
});

const input = {
  client_id: z.string().max(200),
  line_items: z.array(z.object({ description: z.string().max(2000), quantity: z.number(), unit_price: z.number().min(0) }).strict()).max(500),
  due_days: z.number().int().min(0).max(3650).optional(),
  request_id: z.string().min(1).max(255).optional(),
};
const output = {
  id: z.string(), number: z.string(), status: z.string(), client_id: z.string(), currency: z.string(), total: z.string(), due_date: z.string(),
  line_items: z.array(z.object({ description: z.string(), quantity: z.string(), unit_price: z.string(), net: z.string() })), warnings: z.array(z.any()),
};

http.createServer(async (request, response) => {
  if (request.method === 'GET') return response.end('ready');
  const server = new McpServer({ name: 'peer', version: '1' });
  server.registerTool('create_invoice', { description: 'Create a draft invoice.', inputSchema: input, outputSchema: output }, args => {
    const result = create.immediate(args);
    return { content: [{ type: 'text', text: JSON.stringify(result) }], structuredContent: result };
  });
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
  response.on('close', () => { transport.close(); server.close(); });
  await server.connect(transport);
  await transport.handleRequest(request, response);
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
