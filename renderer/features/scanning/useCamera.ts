import { useCallback, useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { bridge } from '../../app/bridge.ts';
import { cameraFaultOf } from './cameraFault.ts';
import type { CameraFault } from './cameraFault.ts';

export interface Camera {
  readonly state: { readonly kind: 'starting' | 'watching' } | CameraFailure;
  readonly cameras: readonly { readonly id: string; readonly label: string }[];
  /** The one whose picture is shown. */
  readonly current: string | undefined;
  /** undefined where it has no lamp. */
  readonly lamp: boolean | undefined;
  switchLamp(on: boolean): void;
  again(): void;
}

export interface CameraFailure {
  readonly kind: 'failed';
  readonly fault: CameraFault;
}

/** A phone's or a scanner camera's lamp: Image Capture, which TypeScript's library lacks. */
type LampConstraint = MediaTrackConstraintSet & { readonly torch: boolean };

/**
 * Shows a camera in `video` while the panel that uses it is there, and lets go of it with the
 * panel. The shell gives the camera for that time alone; there is never a microphone.
 * @param wanted the camera that was used last; where it is gone, another is taken
 */
export function useCamera(video: RefObject<HTMLVideoElement | null>, wanted?: string): Camera {
  const [state, setState] = useState<Camera['state']>({ kind: 'starting' });
  const [cameras, setCameras] = useState<Camera['cameras']>([]);
  const [current, setCurrent] = useState<string>();
  const [lamp, setLamp] = useState<boolean>();
  const [attempt, setAttempt] = useState(0);
  const track = useRef<MediaStreamTrack>(undefined);

  useEffect(() => {
    let ended = false;
    let stream: MediaStream | undefined;
    setState({ kind: 'starting' });
    const list = async () => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      if (ended) return;
      setCameras(
        devices
          .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
          .map(({ deviceId, label }) => ({ id: deviceId, label })),
      );
    };
    const listAgain = () => void list();
    const start = async () => {
      await bridge().allowCamera({ allowed: true });
      stream = await openCamera(wanted);
      if (ended) return stop(stream);
      const [opened] = stream.getVideoTracks();
      track.current = opened;
      opened!.addEventListener('ended', () => setState({ kind: 'failed', fault: 'unplugged' }));
      setCurrent(opened!.getSettings().deviceId);
      setLamp(hasLamp(opened!) ? false : undefined);
      await list();
      if (ended || !video.current) return;
      video.current.srcObject = stream;
      await video.current.play();
      if (!ended) setState({ kind: 'watching' });
    };
    start().catch((error: unknown) => {
      if (!ended) setState({ kind: 'failed', fault: cameraFaultOf(error) });
    });
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    devices?.addEventListener('devicechange', listAgain);
    return () => {
      ended = true;
      devices?.removeEventListener('devicechange', listAgain);
      if (stream) stop(stream);
      void bridge()
        .allowCamera({ allowed: false })
        .catch(() => undefined);
    };
  }, [video, wanted, attempt]);

  return {
    state,
    cameras,
    current,
    lamp,
    switchLamp: useCallback((on) => {
      const constraint: LampConstraint = { torch: on };
      void track.current
        ?.applyConstraints({ advanced: [constraint] })
        .then(() => setLamp(on))
        .catch(() => setLamp(undefined));
    }, []),
    again: useCallback(() => setAttempt((count) => count + 1), []),
  };
}

async function openCamera(wanted: string | undefined): Promise<MediaStream> {
  const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
  const ask = (video: MediaTrackConstraints) =>
    navigator.mediaDevices.getUserMedia({ video, audio: false });
  if (wanted === undefined) return ask({ ...size, facingMode: { ideal: 'environment' } });
  try {
    return await ask({ ...size, deviceId: { exact: wanted } });
  } catch (error) {
    if (cameraFaultOf(error) !== 'noCamera') throw error;
    return ask(size);
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function hasLamp(track: MediaStreamTrack): boolean {
  return (track.getCapabilities() as { torch?: boolean }).torch === true;
}
