// The conversation of an agent with its person, through an official TypeScript client:
//   node conversation.mjs v1|v2-auto|v2-legacy http URL KEY
//   node conversation.mjs v1|v2-auto|v2-legacy stdio COMMAND [ARGUMENT ...]
import assert from 'node:assert/strict';
import { connect } from './agent.mjs';

const [sdk, way, ...target] = process.argv.slice(2);
const { client, call } = await connect(sdk, way, target);

const { tools } = await client.listTools();
assert.ok(tools.length >= 15);
assert.ok(tools.every(tool => tool.outputSchema && tool.description && tool.title));

const context = await call('get_billing_context', {});
const name = `GreenLeaf Organic ${sdk} ${way}`;
const client1 = await call('create_client', { name, email: 'billing@greenleaf.example', currency: 'USD' });
assert.equal((await call('list_clients', { query: name })).clients[0].id, client1.id);

const lines = [
  { description: 'Website redesign — design work', quantity: 60, unit_price: 125.0 },
  { description: 'Stock photography', quantity: 1, unit_price: 500.0 },
];
const request = { client_id: name, line_items: lines, due_days: 30, request_id: `redesign ${sdk} ${way}` };
const draft = await call('create_invoice', request);
assert.equal(draft.total, '8000.00');
const again = await call('create_invoice', request);
assert.deepEqual([again.id, again.replayed], [draft.id, true]);

const wrong = await client.callTool({ name: 'update_invoice', arguments: { invoice_id: draft.id, price: 5, due_days: '14' } });
assert.equal(wrong.isError, true);
const refusal = JSON.parse(wrong.content[0].text);
assert.deepEqual(refusal.details.errors.map(e => [e.code, e.field]), [['unknown_argument', '/price'], ['wrong_type', '/due_days']]);

const changed = await call('update_invoice', { invoice_id: draft.id, due_days: 14 });
assert.equal(changed.total, '8000.00');
const sent = await call('send_invoice', { invoice_id: draft.id, expected_total: 8000, expected_recipient: 'billing@greenleaf.example' });
assert.equal(sent.status, 'queued');
assert.equal((await call('get_invoice_status', { invoice_id: sent.number })).status, 'sent');
assert.equal((await call('record_payment', { invoice_id: sent.number, amount: '8000.00' })).outstanding, '0.00');

const pdf = await client.readResource({ uri: `invoice://${draft.id}/pdf` });
assert.equal(atob(pdf.contents[0].blob).slice(0, 5), '%PDF-');

await client.close();
console.log(JSON.stringify({ sdk, way, today: context.today, number: sent.number }));
