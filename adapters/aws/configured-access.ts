/** The variables of which one is set when there are credentials, as the SDK reads them. */
const credentials = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
]

/** Whether a process was started to call AWS: it has a Region and credentials. */
export function hasAwsAccess(environment: Readonly<Record<string, string | undefined>>): boolean {
  const isSet = (name: string) => (environment[name] ?? '') !== ''
  return isSet('AWS_REGION') && credentials.some(isSet)
}
