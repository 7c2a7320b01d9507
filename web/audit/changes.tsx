import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'

import './changes.css'

import type { AuditView } from '../api/views.ts'
import { details } from '../app/details.ts'
import { href, paths } from '../common/paths.ts'
import { formatCount, formatShortDateTime } from '../shared/format.ts'
import { useText } from '../text/use-text.ts'
import { changedFields, fieldName } from './changed-fields.ts'
import { inWords } from './in-words.ts'

/** With more changed fields, the row names the first ones. */
const maxNamed = 3

/** Which fields changed, in words; or what else the entry is about. */
export function Changes({ entry }: { entry: AuditView }) {
  const text = useText()
  const { audit, layout } = text
  const names = changedFields(entry)
  if (names.length > 0) {
    const named = names.slice(0, maxNamed).map((name) => fieldName(name, text))
    const show = () =>
      details.set({
        title: text.audit.actions[entry.action] ?? entry.action,
        content: <ChangedFields entry={entry} />,
      })
    return (
      <>
        {audit.changed(named, names.length - named.length)}{' '}
        <Link variant="secondary" ariaLabel={audit.showChanges(named)} onFollow={show}>
          {layout.details}
        </Link>
      </>
    )
  }
  return <Affected entry={entry} />
}

/** The recovery, the event or the delivery of an entry. */
function Affected({ entry }: { entry: AuditView }) {
  const { audit, events } = useText()
  const { delivery, event, integrationEvent, selection } = entry
  if (selection !== undefined) return <RecoverySummary {...selection} />
  if (event !== undefined)
    return <Link href={href(paths.event(event.uuid))}>{events.viewEvent}</Link>
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

/** The changed fields before and after, in the drawer. */
function ChangedFields({ entry }: { entry: AuditView }) {
  const text = useText()
  const { audit } = text
  const before: Fields = entry.before ?? {}
  const after: Fields = entry.after ?? {}
  const names = changedFields(entry)
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
              <Value name={name} value={before[name]} />
            </td>
            <td>
              <Value name={name} value={after[name]} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Value({ name, value }: { name: string; value: unknown }) {
  const text = useText()
  const words = inWords(name, value, text)
  return words === undefined ? <i>{text.audit.none}</i> : <span className="unspaced">{words}</span>
}
