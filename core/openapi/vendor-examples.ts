import { integrationToken } from './integration-examples.ts'

const origin = 'https://hooks.example.com'

/** An event that a vendor reads. */
export const vendorEvent = {
  type: 'SUBSCRIPTION_CANCEL',
  marketplace: { partner: 'acme', baseUrl: origin },
  applicationUuid: 'globex-crm',
  flag: null,
  creator: {
    uuid: '11111111-1111-4111-8111-111111111111',
    openId: null,
    email: 'ada@example.com',
    firstName: 'Ada',
    lastName: null,
    language: 'en',
    locale: null,
    address: null,
    attributes: null,
  },
  payload: {
    user: null,
    company: null,
    account: {
      accountIdentifier: 'globex-7',
      status: 'ACTIVE',
      parentAccountIdentifier: null,
    },
    addonInstance: null,
    addonBinding: null,
    order: null,
    notice: null,
    configuration: {},
  },
  returnUrl: null,
  links: [],
}

export const vendorEventXml =
  '<?xml version="1.0" encoding="UTF-8"?><event><type>SUBSCRIPTION_CANCEL</type>' +
  `<marketplace><partner>acme</partner><baseUrl>${origin}</baseUrl></marketplace>` +
  '<applicationUuid>globex-crm</applicationUuid>' +
  '<payload><account><accountIdentifier>globex-7</accountIdentifier><status>ACTIVE</status></account>' +
  '<configuration/></payload></event>'

export const result = { success: true, accountIdentifier: 'globex-7' }

export const failedResult = {
  success: false,
  errorCode: 'ACCOUNT_NOT_FOUND',
  message: 'No such account',
}

export const vendorToken = {
  access_token: '5e1f0c7a9b3d28465e1f0c7a9b3d28465e1f0c7a9b3d28465e1f0c7a9b3d2846',
  token_type: 'bearer',
  expires_in: 43_199,
  scope: 'ROLE_APPLICATION',
}

const eventPath = `/api/integration/v1/events/${integrationToken}`

/** With curl; `VENDOR_TOKEN` is an access token, `VENDOR_KEY` and `VENDOR_SECRET` the credential. */
export const samples = {
  read: `curl "$POSTRIDER_URL${eventPath}" \\
  -H "Authorization: Bearer $VENDOR_TOKEN" \\
  -H 'Accept: application/json'`,
  result: `curl -X POST "$POSTRIDER_URL${eventPath}/result" \\
  -H "Authorization: Bearer $VENDOR_TOKEN" \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify(result)}'`,
  token: `curl "$POSTRIDER_URL/oauth2/token" \\
  -u "$VENDOR_KEY:$VENDOR_SECRET" \\
  -d grant_type=client_credentials \\
  -d scope=ROLE_APPLICATION`,
} as const
