import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'

import { useSuppressedAddresses } from '../api/mails.ts'
import { useCan } from '../api/me.ts'
import type { SuppressedAddressView } from '../api/views.ts'
import { Empty } from '../shared/empty.tsx'
import { ErrorAlert } from '../shared/error-alert.tsx'
import { RefreshButton } from '../shared/refresh-button.tsx'
import { useIsNarrow } from '../shared/width.ts'
import { useText } from '../text/use-text.ts'
import { LiftSuppression } from './lift-suppression.tsx'
import { narrowSuppressedColumn, suppressedColumns } from './suppressed-columns.tsx'

/** The addresses that get no mail. Managers lift a suppression. */
export function SuppressedTable() {
  const text = useText()
  const { suppressed } = text.mail
  const list = useSuppressedAddresses()
  const isNarrow = useIsNarrow()
  const can = useCan()
  const [lifting, setLifting] = useState<SuppressedAddressView>()
  const lift = can.change ? setLifting : undefined
  return (
    <>
      <Table
        variant="borderless"
        wrapLines
        columnDefinitions={
          isNarrow ? [narrowSuppressedColumn(text, lift)] : suppressedColumns(text, lift)
        }
        items={list.data ?? []}
        trackBy="id"
        loading={list.isPending}
        loadingText={text.common.loading}
        ariaLabels={{ tableLabel: text.mail.tabs.suppressed }}
        header={
          <Header
            counter={list.data && `(${list.data.length})`}
            description={suppressed.description}
            actions={<RefreshButton list={list} />}
          >
            {text.mail.tabs.suppressed}
          </Header>
        }
        empty={
          list.isError ? (
            <ErrorAlert error={list.error} tryAgain={() => void list.refetch()} />
          ) : (
            <Empty title={suppressed.empty} explained={suppressed.emptyExplained} />
          )
        }
      />
      {lifting && <LiftSuppression address={lifting} onClose={() => setLifting(undefined)} />}
    </>
  )
}
