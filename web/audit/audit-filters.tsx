import { useNamedWebhooks } from '../api/webhooks.ts'
import { Choice } from '../shared/choice.tsx'
import { SearchField } from '../shared/search-field.tsx'
import { useText } from '../text/use-text.ts'
import type { AuditFiltering } from './use-audit-filter.ts'

/** What narrows the record. */
export function AuditFilters({ filter, set }: AuditFiltering) {
  const { audit } = useText()
  const named = useNamedWebhooks()
  return (
    <div className="filters">
      <Choice
        label={audit.webhook}
        all={audit.allWebhooks}
        options={named.map(({ id, url }) => ({ value: id, label: url }))}
        value={filter.webhook ?? ''}
        onChange={(value) => set('webhook', value)}
      />
      <Choice
        label={audit.action}
        all={audit.allActions}
        options={Object.entries(audit.actions).map(([value, label]) => ({ value, label }))}
        value={filter.action ?? ''}
        onChange={(value) => set('action', value)}
      />
      <SearchField label={audit.by} value={filter.by ?? ''} onChange={(by) => set('by', by)} />
    </div>
  )
}
