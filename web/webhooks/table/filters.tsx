import Button from '@cloudscape-design/components/button'
import ExpandableSection from '@cloudscape-design/components/expandable-section'

import { useResources } from '../../api/resources.ts'
import { Choice } from '../../shared/filter-select.tsx'
import { SearchField } from '../../shared/search-field.tsx'
import { useIsNarrow } from '../../shared/width.ts'
import { useText } from '../../text/use-text.ts'
import type { Filtering } from './use-filter.ts'

/** What narrows the table. */
export function Filters({ filter, set, clear, isNarrowed }: Filtering) {
  const { common, webhook, webhooks } = useText()
  const { data: resources = [] } = useResources()
  const { columns } = webhooks
  const isNarrow = useIsNarrow()
  const choices = (
    <>
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
    </>
  )
  return (
    <div className="filters">
      <div className="filters-search">
        <SearchField
          label={webhooks.search}
          value={filter.search ?? ''}
          onChange={(search) => set({ search })}
        />
      </div>
      {isNarrow ? (
        <ExpandableSection headerText={webhooks.filters} defaultExpanded={isNarrowed}>
          <div className="filters">{choices}</div>
        </ExpandableSection>
      ) : (
        choices
      )}
    </div>
  )
}

function optionsOf(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}
