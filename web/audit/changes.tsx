import Box from '@cloudscape-design/components/box'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Link from '@cloudscape-design/components/link'

import type { AuditView } from '../api/views.ts'
import { href, places } from '../common/paths.ts'
import { inDigits, inShort } from '../shared/format.ts'
import { useText } from '../text/use-text.ts'
import { memberName, toldMembers } from './changed-fields.ts'

/** More of them would fill the row. */
const mostNamed = 4

/** What an entry changed: each member as it was and as it is; or what else was touched. */
export function Difference({ entry }: { entry: AuditView }) {
  const text = useText()
  const { audit } = text
  const { before = {}, after = {}, delivery, asked } = entry
  const names = toldMembers(entry)
  if (names.length > 0) {
    return (
      <ExpandableSection
        headerText={
          <span className="difference-names">
            {names.length > mostNamed
              ? audit.show
              : names.map((name) => memberName(name, text)).join(', ')}
          </span>
        }
      >
        <Members names={names} before={before} after={after} />
      </ExpandableSection>
    )
  }
  if (asked !== undefined) return <Asked {...asked} />
  if (delivery === undefined) return '–'
  return <Link href={href(places.delivery(delivery))}>{audit.delivery}</Link>
}

/** What a recovery is of. */
function Asked({ total, statuses, from, to }: NonNullable<AuditView['asked']>) {
  const { audit, recover } = useText()
  const names: Readonly<Record<string, string>> = recover.statuses
  const which = statuses.map((status) => names[status] ?? status).join(', ')
  return (
    <>
      {audit.asked(inDigits(total), which)}
      <Box variant="small" display="block">
        {recover.span(inShort(from), inShort(to))}
      </Box>
    </>
  )
}

type Members = Readonly<Record<string, unknown>>
type Props = { names: readonly string[]; before: Members; after: Members }

function Members({ names, before, after }: Props) {
  const text = useText()
  const { audit } = text
  return (
    <table className="difference">
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
            <th scope="row">{memberName(name, text)}</th>
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
  if (value === undefined) return <i>{audit.nothing}</i>
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return <span className="verbatim">{text}</span>
}
