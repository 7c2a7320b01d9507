import { FilterSelect } from '../shared/filter-select.tsx'
import { SearchField } from '../shared/search-field.tsx'
import { WebhookFilter } from '../shared/webhook-filter.tsx'
import { useText } from '../text/use-text.ts'
import type { AuditFiltering } from './use-audit-filter.ts'

export function AuditFilters({ filter, set }: AuditFiltering) {
  const { audit } = useText()
  return (
    <div className="filters">
      <WebhookFilter value={filter.webhook ?? ''} onChange={(id) => set('webhook', id)} />
      <FilterSelect
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
