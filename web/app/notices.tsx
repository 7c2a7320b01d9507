import Button from '@cloudscape-design/components/button'
import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar'
import { useQueryClient } from '@tanstack/react-query'

import { connection } from '../api/connection.ts'
import { useStore } from '../common/store.ts'
import { useText } from '../text/use-text.ts'
import { forget, notices } from '../shared/notify.ts'

/** What stands above every screen: a lost connection first, then what was just done. */
export function Notices() {
  const { common } = useText()
  const lost = useLostConnection()
  const told = useStore(notices).map<FlashbarProps.MessageDefinition>(({ id, type, content }) => ({
    id,
    type,
    content: <span className="unspaced">{content}</span>,
    dismissible: true,
    dismissLabel: common.dismiss,
    onDismiss: () => {
      forget(id)
    },
    ariaRole: type === 'error' ? 'alert' : 'status',
  }))
  return <Flashbar items={[...lost, ...told]} />
}

function useLostConnection(): FlashbarProps.MessageDefinition[] {
  const { common, faults } = useText()
  const queries = useQueryClient()
  if (useStore(connection) === 'there') return []
  return [
    {
      id: 'connection',
      type: 'error',
      header: faults.connectionLost,
      content: faults.connectionLostExplained,
      ariaRole: 'alert',
      action: (
        <Button onClick={() => void queries.refetchQueries({ type: 'active' })}>
          {common.tryAgain}
        </Button>
      ),
    },
  ]
}
