import { posLayouts, posScans } from './posReports.ts';
import type { ScannerReading, ScannerTold } from './readScanner.ts';
import type { Hid, HidConnection, HidDevice, HidInputReport } from './webHid.ts';

/** The parts of one code follow each other within milliseconds. */
const restMs = 150;

/** Reads scans from a scanner that sends reports, until it is stopped or unplugged. */
export function readHidScanner(hid: Hid, device: HidDevice, told: ScannerTold): ScannerReading {
  const scans = posScans(posLayouts(device.collections));
  let ended = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const took = (event: Event) => {
    const { reportId, data } = event as HidInputReport;
    clearTimeout(timer);
    scans.take(reportId, data).forEach(told.onScan);
    timer = setTimeout(() => scans.rest().forEach(told.onScan), restMs);
  };
  const gone = (event: Event) => {
    if ((event as HidConnection).device !== device) return;
    end();
    told.onState('unplugged');
  };
  function end(): void {
    ended = true;
    clearTimeout(timer);
    device.removeEventListener('inputreport', took);
    hid.removeEventListener('disconnect', gone);
  }
  const open = async () => {
    told.onState('opening');
    device.addEventListener('inputreport', took);
    hid.addEventListener('disconnect', gone);
    try {
      if (!device.opened) await device.open();
      if (!ended) told.onState('ready');
    } catch {
      if (ended) return;
      end();
      told.onState('inUse');
    }
  };
  const opening = open();
  return {
    async stop() {
      end();
      await opening;
      if (device.opened) await device.close().catch(() => undefined);
    },
  };
}
