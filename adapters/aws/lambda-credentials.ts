/**
 * What the bundles have in place of the SDK's chain of credential providers, most of which AWS Lambda
 * never uses: it passes credentials in environment variables.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env'
