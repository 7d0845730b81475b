/** Asked by the clock; otherwise because something was done in this window, or somebody comes back to it. */
export const byClock = ({ sourceEvent }) => sourceEvent?.type === 'every'
