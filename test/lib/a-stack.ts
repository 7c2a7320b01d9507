import { readFileSync } from 'node:fs'

import { App, type AppProps } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'

import type { PostriderStack } from '../../lib/postrider-stack.ts'
import { stackFromContext } from '../../lib/stack-from-context.ts'

type Context = Readonly<Record<string, unknown>>
type Properties = Readonly<Record<string, unknown>>

/** An app with the context of cdk.json, which only the CDK CLI reads by itself. */
export function anApp(props: AppProps = {}): App {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Context }
  const page = { pageFolder: 'test/support/page' }
  return new App({ ...props, context: { ...context, ...page, ...props.context } })
}

/** Skips bundling, which takes seconds and does not affect the template. */
export const withoutBundling = { 'aws:cdk:bundling-stacks': [] }

export function aStack(app: App, settings: Context = {}): PostriderStack {
  const given: Context = {
    marketplaces: 'acme,globex',
    clientRoles: 'manager,producer',
    alarmEmail: 'ops@example.com',
    ...settings,
  }
  return stackFromContext(app, 'Postrider', { context: (name) => given[name] })
}

/** The stack's template with readable ids: `FanOutQueue8AB53E8C` → `FanOutQueue`. */
export function aTemplate(settings: Context = {}): Template {
  const template = Template.fromStack(aStack(anApp({ context: withoutBundling }), settings))
  const json = JSON.stringify(template.toJSON())
  return Template.fromJSON(
    JSON.parse(json.replace(/"([A-Za-z]+)[0-9A-F]{8}"/g, '"$1"')) as Properties,
  )
}

/** Each resource of a type, as id and properties. */
export function allOf(template: Template, type: string): [string, Properties][] {
  const found = template.findResources(type) as Record<string, { Properties: Properties }>
  return Object.entries(found).map(([id, { Properties }]) => [id, Properties])
}

/** The properties of one resource. */
export function theOne(template: Template, type: string, id: string): Properties {
  const found = allOf(template, type).find(([other]) => other === id)
  if (found === undefined) throw new Error(`Cannot find the ${type} '${id}'`)
  return found[1]
}

/** The environment variables of a function. */
export function environmentOf(template: Template, id: string): Properties {
  const { Environment } = theOne(template, 'AWS::Lambda::Function', id)
  return (Environment as { Variables: Properties }).Variables
}

export type Statement = {
  Effect: string
  Action: string | string[]
  Resource: unknown
  Principal?: unknown
  Condition?: unknown
}

/** The statements of a resource's policy document. */
export function statementsOf({ PolicyDocument }: Properties): Statement[] {
  return (PolicyDocument as { Statement: Statement[] }).Statement
}

/** A reference to another resource. */
export const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] })
export const ref = (id: string) => ({ Ref: id })
