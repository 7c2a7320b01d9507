import type { Action, ResourceView } from '../api/views.ts'

/** `content` is JSON as typed. */
export type Draft = {
  type: string
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

/** The JSON to publish, with the content unchanged. */
export function eventJson(draft: Draft, uuid: string, timestamp: number): string {
  const { type, action, url, content } = draft
  const resource = JSON.stringify({
    type,
    uuid: draft.uuid.trim(),
    ...(hasContent(draft) && url.trim() !== '' && { url: url.trim() }),
  })
  const resourceJson = hasContent(draft)
    ? `${resource.slice(0, -1)},"content":${content}}`
    : resource
  const event = JSON.stringify({ uuid, timestamp, resourceAction: action })
  return `${event.slice(0, -1)},"resource":${resourceJson}}`
}
