import Button from '@cloudscape-design/components/button'

import { useResources } from '../../api/resources.ts'
import { Choice } from '../../shared/choice.tsx'
import { SearchField } from '../../shared/search-field.tsx'
import { useText } from '../../text/use-text.ts'
import type { Filtering } from './use-filter.ts'

/** What narrows the table. */
export function Filters({ filter, set, clear, isNarrowed }: Filtering) {
  const { common, webhook, webhooks } = useText()
  const { data: resources = [] } = useResources()
  const { columns } = webhooks
  return (
    <div className="filters">
      <div className="filters-search">
        <SearchField
          label={webhooks.search}
          value={filter.search ?? ''}
          onChange={(search) => set({ search })}
        />
      </div>
      <Choice
        label={columns.resource}
        all={webhooks.allResources}
        options={resources.map(({ type, name }) => ({ value: type, label: name }))}
        value={filter.resource ?? ''}
        onChange={(resource) => set({ resource })}
      />
      <Choice
        label={columns.state}
        all={webhooks.allStates}
        options={optionsOf(webhook.states)}
        value={filter.state ?? ''}
        onChange={(state) => set({ state })}
      />
      <Choice
        label={columns.authentication}
        all={webhooks.allAuthentications}
        options={optionsOf(webhook.authentication)}
        value={filter.authentication ?? ''}
        onChange={(authentication) => set({ authentication })}
      />
      {isNarrowed && <Button onClick={clear}>{common.clearFilters}</Button>}
    </div>
  )
}

function optionsOf(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}
