import type { Texts } from '../../src/web/texts.ts'
import { Icon } from '../ui/icon.tsx'

/**
 * In the bar of every staff page. What is typed is posted, because names stand in no address: while one types into the list under
 * the field, by Enter to a page of its own.
 */
export const SearchBox = ({ t, words }: { t: Texts; words?: string | undefined }) => (
  <search class="finder">
    <form id="find" action="/search" method="post">
      <label for="search" class="ear">
        {t('search.label')}
      </label>
      <input
        id="search"
        name="words"
        type="search"
        value={words}
        placeholder={t('search.label')}
        title={t('search.hint')}
        dir="auto"
        maxlength={100}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        hx-post="/search"
        hx-trigger="input changed delay:200ms"
        hx-sync="this:replace"
        hx-target="#found"
      />
      <button type="submit">
        <Icon name="search" />
        <span class="ear">{t('search.button')}</span>
      </button>
    </form>
    <p id="found-count" class="ear" role="status" />
    <div id="found" />
  </search>
)
