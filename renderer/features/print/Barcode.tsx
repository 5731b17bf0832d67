import { code128 } from '../../../shared/print/code128.ts';
import css from './print.module.css';

const quietZone = 10;
/**
 * Two dots a module on a label printer of 203 dpi, the commonest: each bar is a whole number of dots,
 * whatever paper it stands on. A module of 1.7 dots would be two here and one there.
 */
const moduleMillimetres = (2 * 25.4) / 203;

/** A text as Code 128, with the text for people beneath it. */
export function Barcode({ text }: { readonly text: string }) {
  const { width, bars } = code128(text);
  const across = width + 2 * quietZone;
  return (
    <span className={css['barcode']} role="img" aria-label={text}>
      <svg
        viewBox={`${-quietZone} 0 ${across} 10`}
        style={{ width: `${(across * moduleMillimetres).toFixed(3)}mm` }}
        preserveAspectRatio="none"
        shapeRendering="crispEdges"
        aria-hidden="true"
      >
        {bars.map(({ from, width: wide }) => (
          <rect key={from} x={from} y={0} width={wide} height={10} />
        ))}
      </svg>
      <span aria-hidden="true">{text}</span>
    </span>
  );
}
