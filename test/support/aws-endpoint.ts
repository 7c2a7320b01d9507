import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request to an endpoint of AWS: what it asks for, and its JSON or form fields. */
type AwsCall = { action: string; input: Record<string, unknown> }

const expiration = new Date(Date.now() + 3_600_000).toISOString()

/** STS's answer, in the XML of its protocol. */
const assumed = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>key</SecretAccessKey><SessionToken>token</SessionToken>
<Expiration>${expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`

/** STS, EventBridge and SQS at one address, as an emulator has them. They accept everything. */
export async function startAwsEndpoint() {
  const calls: AwsCall[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      const named = request.headers['x-amz-target']
      const call = callOf(typeof named === 'string' ? named : '', text)
      calls.push(call)
      const isXml = call.action === 'AssumeRole'
      response.setHeader('content-type', isXml ? 'text/xml' : 'application/x-amz-json-1.1')
      response.end(isXml ? assumed : JSON.stringify(answerTo(call)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    of: (action: string) => calls.filter((call) => call.action === action),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function callOf(target: string, text: string): AwsCall {
  if (target === '') {
    const input = Object.fromEntries(new URLSearchParams(text))
    return { action: input['Action'] ?? '', input }
  }
  const input = JSON.parse(text) as AwsCall['input']
  return { action: target.split('.')[1] ?? '', input }
}

function answerTo({ action, input }: AwsCall): object {
  if (action === 'PutEvents') return { FailedEntryCount: 0, Entries: [{ EventId: 'event-1' }] }
  const digest = createHash('md5').update(String(input['MessageBody'])).digest('hex')
  return { MessageId: 'message-1', MD5OfMessageBody: digest }
}
