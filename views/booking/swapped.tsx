/** Part of a fragment: says in the page's live region what has come, for who does not see it. */
export const Swapped = ({ text }: { text: string }) => (
  <hx-partial hx-target="#status" hx-swap="innerHTML">
    <span class="ear">{text}</span>
  </hx-partial>
)
