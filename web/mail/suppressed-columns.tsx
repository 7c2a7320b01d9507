import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import type { TableProps } from '@cloudscape-design/components/table'

import type { SuppressedAddressView } from '../api/views.ts'
import { Timestamp } from '../shared/timestamp.tsx'
import { type Text, useText } from '../text/use-text.ts'

type Column = TableProps.ColumnDefinition<SuppressedAddressView>
/** Undefined for viewers. */
type Lift = ((address: SuppressedAddressView) => void) | undefined

export function suppressedColumns({ mail: { suppressed } }: Text, lift: Lift): Column[] {
  const { columns } = suppressed
  return [
    {
      id: 'address',
      header: columns.address,
      isRowHeader: true,
      minWidth: 180,
      cell: ({ address }) => <span className="unspaced">{address}</span>,
    },
    {
      id: 'reason',
      header: columns.reason,
      minWidth: 200,
      cell: (address) => <Reason address={address} />,
    },
    { id: 'at', header: columns.at, minWidth: 120, cell: ({ at }) => <Timestamp at={at} /> },
    ...(lift
      ? [
          {
            id: 'tools',
            header: columns.tools,
            minWidth: 150,
            cell: (address: SuppressedAddressView) => <LiftButton address={address} lift={lift} />,
          },
        ]
      : []),
  ]
}

/** The whole address in one column, for narrow screens. */
export function narrowSuppressedColumn({ mail: { suppressed } }: Text, lift: Lift): Column {
  return {
    id: 'suppressed',
    header: suppressed.columns.address,
    isRowHeader: true,
    cell: (address) => (
      <>
        <Box variant="strong">
          <span className="unspaced">{address.address}</span>
        </Box>
        <Reason address={address} />
        <div>
          <Timestamp at={address.at} />
        </div>
        {lift && <LiftButton address={address} lift={lift} />}
      </>
    ),
  }
}

/** Why the address is suppressed, and what the mail server said. */
function Reason({ address: { reason, detail } }: { address: SuppressedAddressView }) {
  const { mail } = useText()
  return (
    <>
      {mail.suppressed.reasons[reason]}
      {detail !== undefined && (
        <Box variant="small" display="block">
          <span className="unspaced">{detail}</span>
        </Box>
      )}
    </>
  )
}

type LiftProps = { address: SuppressedAddressView; lift: NonNullable<Lift> }

function LiftButton({ address, lift }: LiftProps) {
  const { mail } = useText()
  return (
    <Button
      variant="inline-link"
      ariaLabel={mail.suppressed.liftOf(address.address)}
      onClick={() => lift(address)}
    >
      {mail.suppressed.lift}
    </Button>
  )
}
