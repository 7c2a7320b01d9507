/** The section of a delivery that checks its signature. */
export const signatureCheck = {
  title: 'Why does my verification fail?',
  explained:
    'A receiver signs webhook-id, webhook-timestamp and the body, joined by full stops, and compares the result with webhook-signature. Your browser checks the secret and the body here. It sends and stores neither.',
  ofAttempt: (number: number) => `The request of attempt ${number}`,
  body: 'Body',
  bodyLength: (characters: number) => `${characters} characters, as the event shows it`,
  bodyUnknown: 'Not stored. Paste the body that the receiver got.',
  noSignature: 'Not stored, because the receiver accepted the request.',
  nothingSent: 'The log has no request of this delivery.',
  secret: 'Signing secret',
  secretHint: 'The secret that the receiver uses: whsec_ and base64.',
  received: 'Body that the receiver got',
  receivedHint: 'As it came, before anything parsed it.',
  made: 'This secret makes this signature. If the receiver rejects it, its body or its clock differs.',
  madePrevious:
    'This secret makes the second signature: it is the previous one, and signs only until the rotation ends.',
  computed: 'With this secret the signature is:',
  other:
    'Another secret: the receiver has an old secret, or the one of another webhook. Or the body below is not the one that was signed.',
  otherBySent: 'Another secret: the receiver has an old secret, or the one of another webhook.',
  malformed: 'Not a secret: it begins with whsec_, and base64 follows.',
  unavailable: 'This browser checks signatures only on pages with https, or on this machine.',
  madeByKey:
    'The public key of the webhook verifies the v1a signature. If the receiver rejects it, its key, its body or its clock differs.',
  madeByPreviousKey:
    'The previous public key of the webhook verifies the v1a signature. It signs only until the rotation ends.',
  otherKey:
    'No public key of the webhook verifies the v1a signature: it was made before the last rotation ended. Or the body is not the one that was signed.',
  keyUnavailable:
    'This browser cannot check v1a signatures: it does not know Ed25519, or the page has no https.',
  same: 'The body is the one that was sent.',
  differs: (at: number) => `Your framework changed the body: it differs at character ${at}.`,
  sameJson:
    'It is the same JSON, written otherwise. Verify the body before anything parses it, not what was parsed and written again.',
  sent: 'Sent',
  got: 'Received',
  end: 'the end',
}
