import type { Action, ResourceView } from '../api/views.ts'

/** An event as somebody writes it; `content` is JSON as it is typed. */
export type Draft = {
  type: string
  action: Action
  uuid: string
  url: string
  content: string
}

/** The event that a resource's sample tells of. */
export function draftOf({ type, actions, sample }: ResourceView, wanted?: Action): Draft {
  const action = actions.find((one) => one.action === wanted) ?? actions[0]
  return {
    type,
    action: action?.action ?? 'CHANGED',
    uuid: sample.uuid,
    url: sample.url,
    content: JSON.stringify(sample.content, null, 2),
  }
}

/** The same for another resource: its sample, save for what was written otherwise than `sample` has it. */
export function ofOther(chosen: ResourceView, written: Draft, sample: Draft): Draft {
  const other = draftOf(chosen, written.action)
  const edited = (['uuid', 'url', 'content'] as const).filter(
    (name) => written[name] !== sample[name],
  )
  return { ...other, ...Object.fromEntries(edited.map((name) => [name, written[name]])) }
}

/** Of what was removed there is neither URL nor content. */
export function hasContent({ action }: Pick<Draft, 'action'>): boolean {
  return action !== 'REMOVED'
}

/** The event as it is published: the content stays to the letter. */
export function publicationOf(draft: Draft, uuid: string, timestamp: number): string {
  const { type, action, url, content } = draft
  const resource = JSON.stringify({
    type,
    uuid: draft.uuid.trim(),
    ...(hasContent(draft) && url.trim() !== '' && { url: url.trim() }),
  })
  const whole = hasContent(draft) ? `${resource.slice(0, -1)},"content":${content}}` : resource
  const told = JSON.stringify({ uuid, timestamp, resourceAction: action })
  return `${told.slice(0, -1)},"resource":${whole}}`
}
