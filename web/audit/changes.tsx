import Box from '@cloudscape-design/components/box'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Link from '@cloudscape-design/components/link'

import './changes.css'

import type { AuditView } from '../api/views.ts'
import { href, paths } from '../common/paths.ts'
import { formatCount, formatShortDateTime } from '../shared/format.ts'
import { useText } from '../text/use-text.ts'
import { changedFields, fieldName } from './changed-fields.ts'

/** With more changed fields, the row names none of them. */
const maxNamed = 4

/** The changed fields before and after; or the recovery or the delivery of the entry. */
export function Changes({ entry }: { entry: AuditView }) {
  const text = useText()
  const { audit } = text
  const { before = {}, after = {}, delivery, integrationEvent, selection } = entry
  const names = changedFields(entry)
  if (names.length > 0) {
    return (
      <ExpandableSection
        headerText={
          <span className="changes-names">
            {names.length > maxNamed
              ? audit.show
              : names.map((name) => fieldName(name, text)).join(', ')}
          </span>
        }
      >
        <FieldTable names={names} before={before} after={after} />
      </ExpandableSection>
    )
  }
  if (selection !== undefined) return <RecoverySummary {...selection} />
  if (integrationEvent !== undefined) {
    return (
      <Link href={href(paths.integrationEvent(integrationEvent))}>{audit.integrationEvent}</Link>
    )
  }
  if (delivery === undefined) return '–'
  return <Link href={href(paths.delivery(delivery))}>{audit.delivery}</Link>
}

function RecoverySummary({ total, statuses, from, to }: NonNullable<AuditView['selection']>) {
  const { audit, recover } = useText()
  const names: Readonly<Record<string, string>> = recover.statuses
  const list = statuses.map((status) => names[status] ?? status).join(', ')
  return (
    <>
      {audit.recovery(recover.counted(formatCount(total)), list)}
      <Box variant="small" display="block">
        {recover.period(formatShortDateTime(from), formatShortDateTime(to))}
      </Box>
    </>
  )
}

type Fields = Readonly<Record<string, unknown>>
type Props = { names: readonly string[]; before: Fields; after: Fields }

function FieldTable({ names, before, after }: Props) {
  const text = useText()
  const { audit } = text
  return (
    <table className="changes">
      <thead>
        <tr>
          <th scope="col">{audit.field}</th>
          <th scope="col">{audit.before}</th>
          <th scope="col">{audit.after}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{fieldName(name, text)}</th>
            <td>
              <Value value={before[name]} />
            </td>
            <td>
              <Value value={after[name]} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Value({ value }: { value: unknown }) {
  const { audit } = useText()
  if (value === undefined) return <i>{audit.none}</i>
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return <span className="verbatim">{text}</span>
}
