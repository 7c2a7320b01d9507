/** What the receiver of a webhook needs. */
export const receiver = {
  title: 'Set up the receiver',
  description: 'What the system that receives this webhook needs.',
  open: 'Set up the receiver',
  step: (number: number, title: string) => `${number}. ${title}`,
  secret: 'Store the signing secret',
  secretName: 'Signing secret',
  secretExplained:
    'Every request is signed with it. Keep it where your system keeps secrets. The audit log records every reveal.',
  reveal: 'Reveal secret',
  code: 'Verify the signature',
  codeExplained:
    'Reject requests that this function does not accept. Reveal the secret to have it in the code.',
  codeExplainedForQueue:
    'Reject messages that this function does not accept. Pass the attributes of the message as the headers.',
  languages: 'Languages',
  codeIn: (language: string) => `Code in ${language}`,
  clientKey: 'Register the client key',
  test: 'Send a test',
  testExplained: 'Sends a sample event and shows the response of the receiver.',
  viewWebhook: 'View webhook',
  viewAll: 'View all webhooks',
}
