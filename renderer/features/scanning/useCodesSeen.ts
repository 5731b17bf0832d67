import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { transfer, wrap } from 'comlink';
import { startOwnWorker } from '../../app/ownWorkers.ts';
import type { BarcodeReader } from './barcodeWorker.ts';

/** Time between two pictures: a hand is slower, and an old machine has other work. */
const restMs = 80;

/**
 * Reads what the camera shows, a picture after the other, in a Worker of its own. No picture is
 * kept. `onCodes` gets the texts of a picture that has any.
 * @returns whether the reader couldn't be started
 */
export function useCodesSeen(
  video: RefObject<HTMLVideoElement | null>,
  watching: boolean,
  onCodes: (texts: readonly string[]) => void,
): boolean {
  const [broken, setBroken] = useState(false);
  const latest = useRef(onCodes);
  useEffect(() => {
    latest.current = onCodes;
  });
  useEffect(() => {
    if (!watching) return undefined;
    let ended = false;
    const worker = startOwnWorker('barcodes');
    worker.addEventListener('error', () => setBroken(true));
    const reader = wrap<BarcodeReader>(worker);
    const watch = async () => {
      while (!ended) {
        const picture = await pictureOf(video.current);
        const texts = picture ? await reader.read(transfer(picture, [picture])) : [];
        if (ended) return;
        if (texts.length > 0) latest.current(texts);
        await new Promise((resolve) => setTimeout(resolve, restMs));
      }
    };
    watch().catch(() => {
      if (!ended) setBroken(true);
    });
    return () => {
      ended = true;
      worker.terminate();
    };
  }, [video, watching]);
  return broken;
}

/** undefined while there is none yet. */
async function pictureOf(video: HTMLVideoElement | null): Promise<ImageBitmap | undefined> {
  if (!video || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) {
    return undefined;
  }
  return createImageBitmap(video);
}
