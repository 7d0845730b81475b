import type { Child } from 'hono/jsx'
import type { AccountState, StaffAccount } from '../../src/staff/accounts/queries.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Field, Select } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { When } from '../ui/time.tsx'
import { rolesOf, StatePill } from './account-words.tsx'

export interface ListPageProps {
  frame: Frame
  accounts: StaffAccount[]
  zone: string
  words: string
  state: string
  states: readonly AccountState[]
  note?: Child
}

/** Who works here, and who of them can sign in. */
export const ListPage = ({ frame, accounts, zone, words, state, states, note }: ListPageProps) => {
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('staffAccounts.title')}
      place="administration"
      back={{ href: '/administration', label: t('shell.administration') }}
      tools={<LinkButton href="/staff-accounts/new">{t('staffAccounts.invite')}</LinkButton>}
      note={note}
    >
      <Form action="/staff-accounts" live={false} class="filters">
        <Field name="words" label={t('staffAccounts.find')} value={words} width="w20" maxlength={100} autocomplete="off" />
        <Select
          name="state"
          label={t('staffAccounts.state')}
          value={state}
          options={[
            { value: '', label: t('staffAccounts.allStates') },
            ...states.map((value) => ({ value, label: t(`staffAccounts.state.${value}`) })),
          ]}
        />
        <Button kind="plain" icon="search">
          {t('staffAccounts.search')}
        </Button>
      </Form>
      {accounts.length === 0 ? (
        <Empty action={<a href="/staff-accounts">{t('staffAccounts.showAll')}</a>}>{t('staffAccounts.nobody')}</Empty>
      ) : (
        <Table
          label={t('staffAccounts.title')}
          columns={[
            { label: t('directory.name') },
            { label: t('staffAccounts.login') },
            { label: t('staffAccounts.lastUsed') },
            { label: t('staffAccounts.state') },
          ]}
        >
          {accounts.map((account) => (
            <Row off={account.state === 'disabled'}>
              <HeadCell place="title">
                <a href={`/staff-accounts/${account.staff}`}>
                  <PersonName name={t.local(account.name)} />
                </a>
                {rolesOf(t, account).map((role) => (
                  <small class="hint">{role}</small>
                ))}
              </HeadCell>
              <Cell place="detail">
                {account.logins.map(({ value }) => (
                  <Num>{value} </Num>
                ))}
              </Cell>
              <Cell place="detail">{account.lastUsedAt && <When t={t} at={account.lastUsedAt.toZonedDateTimeISO(zone)} short />}</Cell>
              <Cell place="status">
                <StatePill t={t} state={account.state} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </StaffShell>
  )
}
