import Button from '@cloudscape-design/components/button'
import ExpandableSection from '@cloudscape-design/components/expandable-section'

import { useResources } from '../../api/resources.ts'
import { FilterSelect } from '../../shared/filter-select.tsx'
import { SearchField } from '../../shared/search-field.tsx'
import { useIsNarrow } from '../../shared/width.ts'
import { useText } from '../../text/use-text.ts'
import type { Filtering } from './use-filter.ts'

export function Filters({ filter, set, clear, isFiltered }: Filtering) {
  const { common, webhook, webhooks } = useText()
  const { data: resources = [] } = useResources()
  const { columns } = webhooks
  const isNarrow = useIsNarrow()
  const choices = (
    <>
      <FilterSelect
        label={columns.resource}
        all={webhooks.allResources}
        options={resources.map(({ type, name }) => ({ value: type, label: name }))}
        value={filter.resource ?? ''}
        onChange={(resource) => set({ resource })}
      />
      <FilterSelect
        label={columns.state}
        all={webhooks.allStates}
        options={optionsOf(webhook.states)}
        value={filter.state ?? ''}
        onChange={(state) => set({ state })}
      />
      <FilterSelect
        label={columns.authentication}
        all={webhooks.allAuthentications}
        options={optionsOf(webhook.authentication)}
        value={filter.authentication ?? ''}
        onChange={(authentication) => set({ authentication })}
      />
      {isFiltered && <Button onClick={clear}>{common.clearFilters}</Button>}
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
        <ExpandableSection headerText={webhooks.filters} defaultExpanded={isFiltered}>
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
