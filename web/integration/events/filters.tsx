import type { IntegrationEventFilter } from '../../api/integration-event-log.ts'
import { useProducts } from '../../api/products.ts'
import { FilterSelect } from '../../shared/filter-select.tsx'
import { SearchField } from '../../shared/search-field.tsx'
import { TimeFilter } from '../../shared/time-filter.tsx'
import { useText } from '../../text/use-text.ts'
import type { EventsView } from './event-views.ts'

type Props = { view: EventsView; show: (change: Partial<EventsView>) => void }

export function Filters({ view: { filter, time }, show }: Props) {
  const { integrationEvents: text } = useText()
  const { data: products = [] } = useProducts()
  const set = (change: Partial<IntegrationEventFilter>) =>
    show({ filter: { ...filter, ...change } })
  return (
    <div className="log-filters">
      <div className="log-filters-search">
        <SearchField
          label={text.text}
          placeholder={text.textHint}
          value={filter.text ?? ''}
          onChange={(value) => set({ text: value })}
        />
      </div>
      <FilterSelect
        label={text.type}
        all={text.allTypes}
        options={Object.entries(text.types).map(([value, label]) => ({ value, label }))}
        value={filter.type ?? ''}
        onChange={(type) => set({ type })}
      />
      <FilterSelect
        label={text.product}
        all={text.allProducts}
        options={products.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.product ?? ''}
        onChange={(product) => set({ product })}
      />
      <TimeFilter text={text} value={time} onChange={(range) => show({ time: range })} />
    </div>
  )
}
