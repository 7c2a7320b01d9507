import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'

import { useEventTypes } from '../api/event-types.ts'
import { useCan } from '../api/me.ts'
import { useNames } from '../api/resources.ts'
import { settingsCrumbs } from '../app/crumbs.ts'
import { Screen } from '../app/screen.tsx'
import { Empty } from '../shared/empty.tsx'
import { ErrorAlert } from '../shared/error-alert.tsx'
import { SearchField } from '../shared/search-field.tsx'
import { useIsNarrow } from '../shared/width.ts'
import { useText } from '../text/use-text.ts'
import { columnsOf, narrowColumn, type Row } from './columns.tsx'

/** The event types: what each means, and a way to a webhook for it. */
export function Component() {
  const { layout, eventTypes: text } = useText()
  return (
    <Screen title={text.title} crumbs={settingsCrumbs(layout)} kind="table">
      <EventTypesTable />
    </Screen>
  )
}

function EventTypesTable() {
  const { common, eventTypes: text } = useText()
  const { data = {}, error, isPending, refetch } = useEventTypes()
  const [search, setSearch] = useState('')
  const can = useCan()
  const isNarrow = useIsNarrow()
  const titleOf = useTitles()
  const rows = Object.entries(data).map(([name, { when }]) => ({
    name,
    title: titleOf(name),
    when,
  }))
  const found = rows.filter((row) => matches(row, search))
  const options = { text, mayAdd: can.change }
  return (
    <Table
      variant="full-page"
      stickyHeader
      wrapLines
      columnDefinitions={isNarrow ? [narrowColumn(options)] : columnsOf(options)}
      items={found}
      trackBy="name"
      loading={isPending}
      loadingText={common.loading}
      ariaLabels={{ tableLabel: text.title }}
      header={
        <Header
          variant="awsui-h1-sticky"
          counter={isPending ? '' : `(${found.length})`}
          description={text.description}
        >
          {text.title}
        </Header>
      }
      filter={<SearchField label={text.search} value={search} onChange={setSearch} />}
      empty={
        error === null ? (
          <Empty title={text.noMatch} explained={text.noMatchExplained} />
        ) : (
          <ErrorAlert error={error} tryAgain={() => void refetch()} />
        )
      }
    />
  )
}

/** `Order changed`, as the marketplace names the resource and the action. */
function useTitles() {
  const { log } = useText()
  const names = useNames()
  return (eventType: string) => {
    const [resource = '', action = ''] = eventType.toUpperCase().split('.')
    return log.eventTitle(names.resource(resource), names.action(action))
  }
}

function matches({ name, title, when }: Row, search: string): boolean {
  return `${name} ${title} ${when}`.toLowerCase().includes(search.trim().toLowerCase())
}
