import { statusOf } from '../api/api-error.ts'
import type { WebhookView } from '../api/views.ts'
import type { Notice } from './notify.ts'
import { inWords } from './error-alert.tsx'
import type { Text } from '../text/use-text.ts'

/** What is told when a webhook was not changed: by its URL, which people know. */
export function notChanged(
  { id, url }: Pick<WebhookView, 'id' | 'url'>,
  error: unknown,
  text: Text,
): Notice {
  const content =
    statusOf(error) === 404
      ? text.webhooks.goneMeanwhile(url)
      : text.webhooks.notChanged(url, inWords(error, text))
  return { type: 'error', content, about: id }
}
