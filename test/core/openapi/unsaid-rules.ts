/** A rule of the API that no schema can say, by how it refuses. `why` is what the schema cannot know. */
type UnsaidRule = { path: RegExp; message: RegExp; why: string }

/** The errors of fields that requests may have although the document allows them. */
export const unsaidFieldRules: readonly UnsaidRule[] = [
  { path: /^retryWaitsSeconds$/, message: /14 days .* together$/, why: 'it is a sum' },
  { path: /^filter(\.|$)/, message: /./, why: 'it has a grammar, with names as deep as they like' },
  { path: /^from$/, message: /^must be before now, and not after to$/, why: 'time passes' },
  { path: /^expiresAt$/, message: /^must be in the future$/, why: 'time passes' },
  { path: /^actions$/, message: /^\w+ does not support /, why: 'the webhook has the resource' },
  { path: /^(resource|actions)$/, message: /has several resources$/, why: 'the webhook has them' },
  { path: /^content$/, message: /^is not sent with REMOVED/, why: 'the webhook has the event' },
  {
    path: /^(authentication|headers)$/,
    message: /^must be sent again when/,
    why: 'the old URL is stored',
  },
  { path: /^vendor$/, message: /^cannot change while/, why: 'the integration is stored' },
  { path: /^status$/, message: /^needs a/, why: 'ping tests are stored' },
  { path: /^accountIdentifier$/, message: /^is required to complete/, why: 'the event is stored' },
  { path: /^name$/, message: /^is reserved/, why: 'every spelling of the name is reserved' },
  { path: /token$/, message: /^must have fewer quotes/, why: 'it is the length of its JSON' },
  { path: /^transformation$/, message: /./, why: 'it is a language, and its limit is in bytes' },
  { path: /secretParameters/, message: /^(is one of|are too long)/, why: 'it is about others too' },
  { path: /^headers\./, message: /given twice|of the authentication$/, why: 'it is about others' },
  { path: /^headers\..*value$/, message: /^is required$/, why: 'a secret value may be stored' },
  { path: /^signingSecretFrom$/, message: /^is the id of no webhook/, why: 'webhooks are stored' },
  { path: /^signingSecretFrom$/, message: /^cannot be given with/, why: 'it is said in words' },
  { path: /^signingSecret$/, message: /^must have 24 to 64 bytes/, why: 'it is base64' },
  { path: /ertificate(Authorities)?(\.|$)/, message: /./, why: 'certificates are encoded' },
  { path: /^(url|eventBus|queue)$/, message: /^cannot be set, as/, why: 'the webhook is stored' },
  { path: /^(eventBus|queue)$/, message: /^needs credentials/, why: 'it is about the router' },
  { path: /./, message: /^is for webhooks with a URL/, why: 'the webhook is stored' },
  { path: /^clientAuthentication$/, message: /./, why: 'the authentication is stored' },
  { path: /Uri$/, message: /^must have no credential/, why: 'a name is percent-encoded' },
  { path: /url$|Uri$|^endpoints\./, message: /^is not an absolute URL$/, why: 'xn-- is punycode' },
  { path: /url$|Uri$|^endpoints\./, message: /^must not point at/, why: 'it ends with localhost' },
  { path: /url$|Uri$|^endpoints\./, message: /that DNS can have$/, why: 'labels add up to 253' },
  {
    path: /url$|^endpoints\./,
    message: /is the mask of a value/,
    why: 'a name is percent-encoded',
  },
]

/** The other refusals, by their status. */
export const unsaidStatuses: ReadonlyMap<number, string> = new Map([
  [404, 'it was deleted meanwhile'],
  [409, 'it conflicts with what is stored'],
  [412, 'it is about another version'],
  [413, 'an event has a limit in bytes'],
])
