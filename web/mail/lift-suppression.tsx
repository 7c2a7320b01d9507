import Box from '@cloudscape-design/components/box'

import { statusOf } from '../api/api-error.ts'
import { useUnsuppress } from '../api/mails.ts'
import type { SuppressedAddressView } from '../api/views.ts'
import { ActionDialog } from '../shared/action-dialog.tsx'
import { ErrorAlert } from '../shared/error-alert.tsx'
import { notify } from '../shared/notify.ts'
import { useText } from '../text/use-text.ts'

type Props = { address: SuppressedAddressView; onClose: () => void }

/** Says what happens and what does not, and lifts the suppression. */
export function LiftSuppression({ address: { id, address }, onClose }: Props) {
  const { mail } = useText()
  const { suppressed: text } = mail
  const { mutate, isPending, error } = useUnsuppress()
  const finish = () => {
    notify({ type: 'success', content: text.lifted(address), about: id })
    onClose()
  }
  const lift = () =>
    mutate(
      { id },
      {
        onSuccess: finish,
        onError: (failure) => {
          if (statusOf(failure) === 404) finish() // lifted elsewhere
        },
      },
    )
  return (
    <ActionDialog
      title={text.lift}
      action={text.lift}
      onAction={lift}
      isPending={isPending}
      onClose={onClose}
    >
      <Box>
        <span className="unspaced">{text.liftExplained(address)}</span>
      </Box>
      <Box color="text-body-secondary">{text.sesList}</Box>
      <ErrorAlert error={error} />
    </ActionDialog>
  )
}
