import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'

import { useMails } from '../api/mails.ts'
import { href, paths } from '../common/paths.ts'
import { Empty } from '../shared/empty.tsx'
import { ErrorAlert } from '../shared/error-alert.tsx'
import { LoadMore } from '../shared/load-more.tsx'
import { RefreshButton } from '../shared/refresh-button.tsx'
import { useIsNarrow } from '../shared/width.ts'
import { useText } from '../text/use-text.ts'
import { mailColumns, narrowMailColumn } from './mail-columns.tsx'

/** The log of mails, newest first. */
export function MailsTable() {
  const text = useText()
  const list = useMails()
  const isNarrow = useIsNarrow()
  return (
    <Table
      variant="borderless"
      wrapLines
      header={<Header actions={<RefreshButton list={list} />}>{text.mail.tabs.mails}</Header>}
      columnDefinitions={isNarrow ? [narrowMailColumn(text)] : mailColumns(text)}
      items={list.data?.pages.flatMap(({ items }) => items) ?? []}
      trackBy="id"
      loading={list.isPending}
      loadingText={text.common.loading}
      ariaLabels={{ tableLabel: text.mail.tabs.mails }}
      empty={
        list.isError ? (
          <ErrorAlert error={list.error} tryAgain={() => void list.refetch()} />
        ) : (
          <Empty title={text.mail.empty} explained={text.mail.emptyExplained}>
            <Button href={href(paths.webhooks)}>{text.mail.viewWebhooks}</Button>
          </Empty>
        )
      }
      footer={list.hasNextPage && <LoadMore list={list} />}
    />
  )
}
