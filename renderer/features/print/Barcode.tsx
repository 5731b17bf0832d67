import { code128 } from '../../../shared/print/code128.ts';
import css from './print.module.css';

const quietZone = 10;

/** A text as Code 128, with the text for people beneath it. */
export function Barcode({ text }: { readonly text: string }) {
  const { width, bars } = code128(text);
  return (
    <span className={css['barcode']} role="img" aria-label={text}>
      <svg
        viewBox={`${-quietZone} 0 ${width + 2 * quietZone} 10`}
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
