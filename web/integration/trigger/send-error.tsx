import Alert from '@cloudscape-design/components/alert'
import Link from '@cloudscape-design/components/link'

import { conflictOf, fieldErrorsOf } from '../../api/api-error.ts'
import { href, paths } from '../../common/paths.ts'
import { ErrorAlert, toMessage } from '../../shared/error-alert.tsx'
import { useText } from '../../text/use-text.ts'

/** Why an event was not sent: the fields that are wrong, or the event that is still pending. */
export function SendError({ error }: { error: unknown }) {
  const text = useText()
  if (error === null) return null
  const errors = fieldErrorsOf(error)
  const blockedBy = conflictOf(error)
  if (errors.length === 0 && blockedBy === undefined) return <ErrorAlert error={error} />
  return (
    <Alert type="error" header={text.errors.title}>
      {errors.length === 0 ? (
        toMessage(error, text)
      ) : (
        <ul>
          {errors.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <span className="verbatim">{path}</span> {message}
            </li>
          ))}
        </ul>
      )}
      {blockedBy !== undefined && (
        <div>
          <Link href={href(paths.integrationEvent(blockedBy))}>{text.trigger.blockedBy}</Link>
        </div>
      )}
    </Alert>
  )
}
