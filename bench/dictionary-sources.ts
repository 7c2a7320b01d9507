import type { ResourceType } from '../core/events/catalogue.ts'

/** JSON fragments that stored delivery rows consist of, the most common last. */
export const rowText = [
  '"refused","reason":"410""dropped""skipped""status":429,"retryAfterSeconds":"requestedBy":"',
  '"retry-after":"www-authenticate":"Bearer realm="',
  '"x-powered-by":"Express""x-frame-options":"SAMEORIGIN""x-content-type-options":"nosniff""strict-transport-security":"max-age=31536000; includeSubDomains""cf-cache-status":"DYNAMIC""alt-svc":"h3=":443"; ma=86400""set-cookie":"[redacted]""etag":"W/"access-control-allow-origin":"*""vary":"Accept-Encoding""cache-control":"no-cache, no-store, max-age=0, must-revalidate""transfer-encoding":"chunked""content-encoding":"gzip"',
  '"content-type":"application/json; charset=utf-8","user-agent":"Postrider/0.1.0","webhook-id":"","date":"Thu, Mon, Tue, Wed, Fri, Sat, Sun, 01 Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec 2027 2026 12:00:00 GMT","connection":"keep-alive","content-length":"0"',
  '"reason":"protocol: HPE_INVALID_CONSTANT""reason":"tls: CERT_HAS_EXPIRED""reason":"dns: ENOTFOUND""reason":"connection: ECONNREFUSED""reason":"connection: ECONNRESET"',
  '"reason":"token: ","reason":"timeout: dns""reason":"timeout: connect""reason":"timeout: headers""reason":"HTTP 500","status":500}"HTTP 503","status":503"HTTP 404","status":404',
  '"isTest":true"scheduleStart":"recovery":"requested":{"by":"","at":""},"durationMs":20,"outcome":{"kind":"failed","reason":"},{"number":2,"startedAt":"2026-11-',
  '"dueAt":"2027-01-12T01:30:00.000Z"',
  '"location":"https://"x-amzn-requestid":"x-amz-cf-id":"x-amzn-trace-id":"Root=1-"cf-ray":"via":"1.1 "x-request-id":"',
  '"traceparent":"00-"authorization":"Basic [redacted]""authorization":"Bearer [redacted]""x-appdirect-webhook-token":"[redacted]""cut":"size"',
  '"server":"AmazonS3""server":"Apache""server":"openresty""server":"awselb/2.0""server":"nginx/1."server":"nginx""server":"cloudflare""content-type":"text/plain; charset=utf-8""content-type":"text/html; charset=utf-8""content-type":"application/json"{"success":true}""{"received":true}""body":{"text":"OK"',
  '"resource":{"type":"ORDER","type":"COMPANY","type":"USER","type":"INVOICE","type":"CATALOG_PRODUCT","resourceAction":"REMOVED""resourceAction":"ADDED"',
  '{"event":{"uuid":"","timestamp":179,"resource":{"type":"SUBSCRIPTION","uuid":""},"resourceAction":"CHANGED"},"attempts":[{"number":1,"startedAt":"2027-01-',
  'T12:00:00.000Z","durationMs":20,"outcome":{"kind":"delivered","status":204},"status":200},"exchange":{"durations":{"dnsMs":1.,"connectMs":1,"tlsMs":2,"firstByteMs":18,"totalMs":20},"address":"',
  '"request":{"url":"https://hooks.example.com/webhooks/api/v1/","headers":{"authorization":"[redacted]","webhook-timestamp":"17","webhook-signature":"[redacted]"}},',
  '"response":{"headers":{"content-type":"application/json; charset=utf-8","server":"nginx"},"body":{"text":"{\\"status\\":\\"ok\\"}"}}}}]}',
].join('')

const address =
  '"address":{"street1":"","street2":null,"city":"","state":"","zip":"","country":"US"'
const orderFields =
  '"INITIALIZED""PENDING_USER_APPROVAL""PENDING_REMOTE_CREATION""FREE_TRIAL""FINISHED""ONE_TIME""CANCELLED""SUSPENDED""FREE_TRIAL_EXPIRED""FAILED""UPCOMING"' +
  '"DAILY""QUARTERLY""SIX_MONTHS""YEARLY""TWO_YEARS""THREE_YEARS""MIGRATION""METERED_USAGE""EUR""GBP""productRefId":"' +
  '"order":{"id":,"uuid":"","startDate":17,"endDate":null,"nextBillingDate":null,"endOfDiscountDate":null,"creationDate":17,"status":"ACTIVE","frequency":"MONTHLY","currency":"USD","type":"NEW","referenceCode":null,' +
  '"totalPrice":0,"salesSupportUser":null,"salesAgent":null,"amountDueNow":0,"paymentPlan":{"id":"","uuid":"","keepBillDateOnPricingPlanChange":false,"cost":{"editionPricingItemUuid":"' +
  '"contract":{"minimumServiceLength":12,"endOfContractDate":17,"gracePeriod":null,"cancellationPeriodLimit":null,"terminationFee":null,"renewal":{"order":null}},"previousOrder":null,"nextOrder":null,' +
  '"paymentPlanId":"","discountId":null,"activated":true,"oneTimeOrders":[],"orderLines":[{"id":1,"editionPricingItemId":null,"type":"ITEM","unit":"USER","unit":"NOT_APPLICABLE","quantity":1.0000,"price":0,"percentage":null,"totalPrice":0,"listingPrice":null,"description":""}],' +
  '"parameters":[],"customAttributes":[{"name":"","attributeType":"TEXT","value":"","valueKeys":[]}],"links":[{"rel":"self","href":"https://'
const personFields =
  '"ims":null,"homePhone":null,"mobilePhone":null,"phoneNumber":null,"contact":null,"attributes":[],"permissions":[],"profilePic":null,"roles":["USER","SYS_ADMIN","BILLING_ADMIN","DEVELOPER"],' +
  '"membership":{"enabled":true,"lastUsed":false,"links":[],"position":null,"joinDate":17,"id":"","openId":"https:///openid/id/","email":"@example.com","username":"","firstName":"","lastName":"","language":"en","locale":"en_US","en_GB""de_DE""fr_FR""password":null,"profilePic":null,"deleted":false,"status":"INACTIVE","externalId":null,"creationDate":17'
const contactFields = `"contact":{"phoneNumber":null,"ims":null,"homePhone":null,"mobilePhone":null,${address}},`
const productFields =
  '"imageLogoLarge":"https://","profileImageUrl":"https://","listing":{"blurb":"","overview":"","rating":0},"profile":{"overview":null,"features":[],"screenshotLinks":[]},"buyable":true,"features":[],' +
  '"vendor":{"id":"","uuid":"","name":"","href":"https://"},"productRefId":"","supportedLanguages":["en","de","fr"],"assignLeadsToDevelopers":false,"importable":false,"addon":false,"integrationType":"FULL","editions":[{"id":"","name":"","plans":[' +
  '"tags":[],"links":[{"rel":"self","href":"https://"application":{"id":1,"uuid":"","name":"","featured":false,"popular":false,"staffPick":false,"discountAvailable":false,"partnerTermsUrl":null,"displayReviews":true,"displayQuestions":true,"'
const salesFields = `"OPEN""CLOSED""WON""LOST""DRAFT""FINALIZED""notes":null,"expirationDate":17,"createdOn":17,"owner":{"id":"","href":"https://"},"user":{"id":"","href":"https://"},"company":{"id":"","href":"https://"},"items":[{"quantity":1,"price":0,${address},"phoneNumber":null,"customAttributes":[],"status":"NEW","name":"","email":"@example.com","`

/** The fields that the marketplace documents for each resource, as JSON with its most common values. */
export const documentedFields: Readonly<Record<ResourceType, string>> = {
  APP_ASSIGNMENT:
    '"PENDING_USER_ACTIVATION""PENDING_REMOTE_CREATION""FAILED""PENDING_REMOTE_CANCELLATION""CANCELLED""links":[{"rel":"self","href":"https:///api/account/v2/subscriptions/assignments/"}]',
  CATALOG_PRODUCT: productFields,
  COMPANY: `${contactFields}"size":null,"attributes":[],"industry":null,"salesAgent":null,"website":"https://","emailAddress":"@example.com","dealer":null,"permissions":[],"defaultIdpUuid":null,"domains":[],"status":"SUSPENDED""DELETED"`,
  DISCOUNT:
    '"FIXED_PRICE""redemptions":0,"maxRedemptions":null,"createdOn":17,"startDate":17,"expirationDate":null,"price":null,"description":null,"applicationName":"","applicationId":"","applicationUuid":"","editionId":null,"editionUuid":null,"paymentPlanId":null,"paymentPlanUuid":null,"autoApply":false,"billingCycles":null,"retainable":false,"redemptionRestriction":null,"vendorSharePercentage":0,"partnerSharePercentage":0,"basePartnerSharePercentage":0,"unit":null,"minUnits":null,"maxUnits":null,"industryId":null',
  INVOICE: `"PAID""CARRIED""VOIDED""invoiceNumber":"","billingRelationshipOwnerInvoiceNumber":"","partner":"","localized":true,"EUR""GBP""invoiceDate":17,"creationDate":17,"paymentTerms":{"dueDate":17},"seller":{"name":"","uuid":""},"customer":{"company":{"id":"","href":"https://"},"user":{"id":"","href":"https://"}},"billTo":{${address}},"lines":[{"description":"","quantity":1,"price":0,"totalPrice":0,"type":"ITEM","startDate":17,"endDate":17}],"tax":0,"subtotal":0,"total":0,"amountDue":0`,
  MEMBERSHIP: personFields,
  ORDER: orderFields,
  PAYMENT_INSTRUMENT: `"accountDisplay":"","billingAddress":{${address}},"creditCard":{"name":"","expirationMonth":12,"expirationYear":20,"type":"VISA""MASTERCARD""AMEX"},"createdOn":17,"vatId":null,"INVOICE""ACH"`,
  PLATFORMS:
    '"uuid":"","description":null,"status":"ACTIVE","enabled":true,"creationDate":17,"url":"https://","externalId":null',
  QUOTE: salesFields,
  RESELLER_REGISTRANT: salesFields,
  LEAD: salesFields,
  STAGING_PRODUCT: productFields,
  SUBSCRIPTION: `${orderFields}"parentSubscriptionId":null,"externalAccountId":"","upcomingOrder":null,"maxUsers":null,"assignedUsers":1,"user":{"id":"","href":"https:///api/account/v1/users/"},"company":{"id":"","href":"https:///api/account/v1/companies/"},"product":{"id":"","href":"https:///api/marketplace/v1/products/"},"edition":{"id":"","href":"https:///api/marketplace/v1/products//editions/"},"redirectUrl":null,"internalId":"","customAttributes":[`,
  USER: personFields,
  INTEGRATION:
    '"type":"USER_ASSIGNMENT""SUBSCRIPTION_CANCEL""SUBSCRIPTION_CHANGE""mode":"SELF_SERVICE","subscription":"","orderId":"","errorCode":"ACCOUNT_NOT_FOUND""TRANSPORT_ERROR","message":"',
}
