import PropertyFilter from '@cloudscape-design/components/property-filter'

import { TimeRangePicker } from '../shared/time-range-picker.tsx'
import { useText } from '../text/use-text.ts'
import { filterOf, tokensOf } from './filter-tokens.ts'
import type { LogView } from './log-view.ts'
import { useFilterChoices } from './use-filter-choices.ts'

type Props = { view: LogView; show: (change: Partial<LogView>) => void }

/** All filters of the log. What is typed without a filter's name is an id or a name. */
export function FilterBar({ view: { filter, time }, show }: Props) {
  const { log: text } = useText()
  const { properties, options } = useFilterChoices()
  return (
    <div data-log-filter>
      <PropertyFilter
        query={{ operation: 'and', tokens: tokensOf(filter) }}
        onChange={({ detail }) => show({ filter: filterOf(detail.tokens, filter) })}
        filteringProperties={properties}
        filteringOptions={options}
        freeTextFiltering={{ operators: ['='], defaultOperator: '=' }}
        hideOperations
        filteringPlaceholder={text.find}
        filteringAriaLabel={text.find}
        i18nStrings={{ groupPropertiesText: text.filterNames, groupValuesText: text.filterValues }}
        customControl={
          <TimeRangePicker
            value={time}
            anyTime={text.anyTime}
            label={text.time}
            onChange={(range) => show({ time: range })}
          />
        }
      />
    </div>
  )
}
