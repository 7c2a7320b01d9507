import type { Vendor, VendorAnswer } from './vendor.ts'

/** What a vendor does when it is called, after it has read the event. */
type Behaviour = (vendor: Vendor) => Promise<VendorAnswer> | VendorAnswer

const account = { success: true, accountIdentifier: 'globex-7' }
const another = { success: true, accountIdentifier: 'globex-8' }
const refusal = { success: false, errorCode: 'MAX_USERS_REACHED', message: 'No seat is left' }

/** Of these vendors, the event ends with the call, or before it. */
export const immediateVendors = {
  'answers in time': () => ({ body: account }),
  'answers with 201': () => ({ status: 201, body: account }),
  'answers in XML': () => xml('<success>true</success><accountIdentifier>x-7</accountIdentifier>'),
  'refuses with 200': () => ({ body: refusal }),
  'refuses with 409': () => ({ status: 409, body: refusal }),
  'refuses with 202': () => ({ status: 202, body: refusal }),
  'sends the result, then 202': (vendor) => send(vendor, [account], { status: 202 }),
  'sends a refusal, then 202 with success': (vendor) =>
    send(vendor, [refusal], { status: 202, body: account }),
  'sends the result twice, then 202': (vendor) => send(vendor, [account, another], { status: 202 }),
  'sends a result, then another one in the response': (vendor) =>
    send(vendor, [account], { body: another }),
  'sends a result, then 500': (vendor) => send(vendor, [account], { status: 500, text: 'late' }),
  'has success without an account': () => ({ body: { success: true } }),
  'has an account that is too long': () => ({
    body: { ...account, accountIdentifier: 'x'.repeat(256) },
  }),
  'has a success that is none': () => ({ body: { ...account, success: 'yes' } }),
  'has a success in a prototype': () => ({ text: `{"__proto__":${JSON.stringify(account)}}` }),
  'calls JSON text/html': () => ({ body: account, contentType: 'text/html' }),
  'calls JSON application/xml': () => ({ body: account, contentType: 'application/xml' }),
  'has a page in HTML': () => html('<html><body><p>Welcome</p></body></html>'),
  'has a page in HTML with a DTD': () => html('<!DOCTYPE html><p>Welcome'),
  'has a login page with 401': () => ({ ...html('<p>Sign in</p>'), status: 401 }),
  'has an empty body': () => ({ text: '' }),
  'has 204': () => ({ status: 204 }),
  'has an array': () => ({ body: [account] }),
  'has half of its JSON': () => ({ text: '{"success":true,"accountIdentifier":"gl' }),
  'has 1 MB of JSON': () => ({ body: { ...account, message: 'm'.repeat(1_048_576) } }),
  'has JSON that is nested 30,000 levels deep': () => ({ text: '['.repeat(30_000) }),
  'has an XML bomb': () => ({ ...xml('<success>&d;</success>'), text: bomb }),
  'has an external entity': () => ({ ...xml(''), text: external }),
  'has XML that is nested 5,000 levels deep': () =>
    xml(`${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`),
  'redirects to the metadata of the cloud': () => ({
    status: 302,
    headers: { location: 'http://169.254.169.254/latest/meta-data/' },
  }),
  'redirects to its own result': (vendor) => ({
    status: 307,
    headers: { location: `${vendor.url}/elsewhere` },
  }),
  'is down': () => ({ status: 503, headers: { 'retry-after': '1' }, text: 'down' }),
} satisfies Record<string, Behaviour>

/** Of these vendors, the event is pending after the call. */
export const laterVendors = {
  'answers 202': () => ({ status: 202 }),
  'answers 202 with success': () => ({ status: 202, body: { success: true } }),
  'answers 202 with a page in HTML': () => ({ ...html('<p>Thanks</p>'), status: 202 }),
  'sends an invalid result, then 202': (vendor) =>
    send(vendor, [{ success: true }, 'accepted', {}], { status: 202 }),
} satisfies Record<string, Behaviour>

/** Sends results before it responds. */
async function send(
  vendor: Vendor,
  results: readonly unknown[],
  answer: VendorAnswer,
): Promise<VendorAnswer> {
  for (const result of results) await vendor.sendResult(vendor.eventUrl(), result)
  return answer
}

function xml(content: string): VendorAnswer {
  return { contentType: 'application/xml', text: `<result>${content}</result>` }
}

function html(text: string): VendorAnswer {
  return { contentType: 'text/html', text }
}

/** Each entity has ten of the one before. */
const bomb = `<!DOCTYPE r [<!ENTITY a "true"><!ENTITY b "${'&a;'.repeat(10)}"><!ENTITY c "${'&b;'.repeat(10)}"><!ENTITY d "${'&c;'.repeat(10)}">]><r><success>&d;</success></r>`
const external = `<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r><success>true</success><accountIdentifier>&a;</accountIdentifier></r>`
