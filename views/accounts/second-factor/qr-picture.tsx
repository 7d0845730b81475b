/** Black on white in dark mode as well: readers expect it so. The key beside it says the same in letters. */
export const QrPicture = ({ qr: { size, path }, label }: { qr: { size: number; path: string }; label: string }) => (
  <svg class="qr" viewBox={`0 0 ${size} ${size}`} width="200" height="200" role="img" aria-label={label}>
    <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
    <path fill="#000" d={path} />
  </svg>
)
