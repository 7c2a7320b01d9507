import Box from '@cloudscape-design/components/box'

import { statusOf } from '../api/api-error.ts'
import { useRevokeApiKey } from '../api/api-keys.ts'
import type { ApiKeyView } from '../api/views.ts'
import { ActionDialog } from '../shared/action-dialog.tsx'
import { ErrorAlert } from '../shared/error-alert.tsx'
import { KeyValues } from '../shared/key-values.tsx'
import { notify } from '../shared/notify.ts'
import { useText } from '../text/use-text.ts'
import { LastUse, Prefix } from './cells.tsx'

type Props = { apiKey: ApiKeyView; onClose: () => void }

/** Says what stops working, and revokes the key. */
export function RevokeApiKey({ apiKey, onClose }: Props) {
  const { apiKeys: text, layout } = useText()
  const { columns } = text
  const { revoke, isPending, error } = useRevoke(apiKey, onClose)
  return (
    <ActionDialog
      title={text.revokeTitle}
      action={text.revoke}
      onAction={revoke}
      isPending={isPending}
      onClose={onClose}
    >
      <Box>
        <span className="unspaced">{text.revokeExplained(apiKey.name)}</span>{' '}
        {text.stops[apiKey.role]} {text.cannotBeUndone}
      </Box>
      <KeyValues
        columns={3}
        items={[
          { label: columns.prefix, value: <Prefix apiKey={apiKey} /> },
          { label: columns.role, value: layout.roles[apiKey.role] },
          { label: columns.lastUsedAt, value: <LastUse apiKey={apiKey} /> },
        ]}
      />
      <ErrorAlert error={error} />
    </ActionDialog>
  )
}

/** Revokes the key and shows a message; a key that was revoked elsewhere is no error. */
function useRevoke({ id, name }: ApiKeyView, onRevoked: () => void) {
  const { apiKeys: text } = useText()
  const { mutate, isPending, error } = useRevokeApiKey()
  const finish = (content: string) => {
    notify({ type: 'success', content, about: id })
    onRevoked()
  }
  const revoke = () =>
    mutate(
      { id },
      {
        onSuccess: () => finish(text.revoked(name)),
        onError: (failure) => {
          if (statusOf(failure) === 404) finish(text.alreadyRevoked(name))
        },
      },
    )
  return { revoke, isPending, error }
}
