import type { Action, EventBody, ResourceType, ResourceView, WebhookView } from '../api/views.ts'

/** `content` is JSON as typed. */
export type Draft = {
  type: ResourceType
  action: Action
  uuid: string
  url: string
  content: string
}

/** An event made of the resource's sample. */
export function sampleDraft({ type, actions, sample }: ResourceView, preferred?: Action): Draft {
  const action = actions.find((one) => one.action === preferred) ?? actions[0]
  return {
    type,
    action: action?.action ?? 'CHANGED',
    uuid: sample.uuid,
    url: sample.url,
    content: JSON.stringify(sample.content, null, 2),
  }
}

/** The draft for another resource: its sample, with the fields that were edited. */
export function withResource(chosen: ResourceView, draft: Draft, sample: Draft): Draft {
  const other = sampleDraft(chosen, draft.action)
  const edited = (['uuid', 'url', 'content'] as const).filter(
    (name) => draft[name] !== sample[name],
  )
  return { ...other, ...Object.fromEntries(edited.map((name) => [name, draft[name]])) }
}

/** A REMOVED event has neither URL nor content. */
export function hasContent({ action }: Pick<Draft, 'action'>): boolean {
  return action !== 'REMOVED'
}

/** The enabled webhooks that get events of this type, unless their filters do not match. */
export function subscribersOf(
  { type, action }: Pick<Draft, 'type' | 'action'>,
  webhooks: readonly WebhookView[],
): WebhookView[] {
  return webhooks.filter(
    ({ enabled, subscriptions }) =>
      enabled &&
      subscriptions.some(({ resource, actions }) => resource === type && actions.includes(action)),
  )
}

/** The event to publish, without its content. */
export function eventOf(draft: Draft, uuid: string, timestamp: number): EventBody {
  const { type, action, url } = draft
  const resource = {
    type,
    uuid: draft.uuid.trim(),
    ...(hasContent(draft) && url.trim() !== '' && { url: url.trim() }),
  }
  return { uuid, timestamp, test: true, resourceAction: action, resource }
}

/** The event as JSON, with the content as typed. */
export function eventJson({ resource, ...event }: EventBody, draft: Draft): string {
  const { action, content } = draft
  const resourceText = JSON.stringify(resource)
  const resourceJson = hasContent({ action })
    ? `${resourceText.slice(0, -1)},"content":${content}}`
    : resourceText
  return `${JSON.stringify(event).slice(0, -1)},"resource":${resourceJson}}`
}

/** The body that receivers get of a published event, for their filters. */
export function notifiedOf(text: string): Record<string, unknown> {
  const { test, ...body } = JSON.parse(text) as Record<string, unknown>
  return body
}
