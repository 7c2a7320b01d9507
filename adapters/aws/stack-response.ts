const timeoutMs = 5_000

/**
 * Sends the outcome of a custom resource to the presigned URL where CloudFormation waits for it.
 */
export async function sendStackResponse(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'PUT',
    // As bytes: a string would add a content type, which the URL's signature does not cover.
    body: Buffer.from(JSON.stringify(body)),
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!response.ok)
    throw new Error(`Cannot respond to CloudFormation: it returned status ${response.status}`)
}
