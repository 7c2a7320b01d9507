const timeoutMs = 5_000

/** Tells CloudFormation, which waits at that URL, what became of what it asked for. */
export async function sendStackResponse(url: string, answer: object): Promise<void> {
  const response = await fetch(url, {
    method: 'PUT',
    // Bytes: text would go with a content type, for which the URL is not signed.
    body: Buffer.from(JSON.stringify(answer)),
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!response.ok) throw new Error(`Cannot answer CloudFormation: status ${response.status}`)
}
