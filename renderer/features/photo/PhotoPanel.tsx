import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { standingPhotos } from '../../../shared/identity/photo/standingPhotos.ts';
import type { Photo, RetractedPhoto } from '../../../shared/identity/photo/standingPhotos.ts';
import { may, mayPhotograph } from '../../../shared/people/rights.ts';
import { maxEarlierPhotos } from '../../../shared/records/patientPhoto.ts';
import { ReasonForm } from '../../app/ReasonForm.tsx';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useReplicaAlive, useSession } from '../../app/session.tsx';
import { useAct } from '../../app/useAct.ts';
import { Button } from '../../ui/Button.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import type { Chart } from '../chart/useChart.ts';
import { NoneHere } from '../chart/NoneHere.tsx';
import { personName, stamp } from '../chart/directory.ts';
import { WrittenBy } from '../chart/WrittenBy.tsx';
import { PhotoPicture } from './PhotoPicture.tsx';
import css from './photo.module.css';
import { TakePhoto } from './TakePhoto.tsx';

/** Every photo of the patient, large, with who took it; here a new one is taken and a wrong one taken back. */
export function PhotoPanel({
  chart,
  onClose,
}: {
  readonly chart: Chart;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('photo');
  const { replica, author, person } = useSession();
  const alive = useReplicaAlive();
  const photos = standingPhotos(chart.photos);
  const none = photos.current.length === 0;
  const takes = mayPhotograph(person.role);
  const [taking, setTaking] = useState(none && takes);
  const act = useAct();
  const locked = alive ? undefined : t('notAlive');
  const save = async (jpeg: string) => {
    const before = [...photos.current, ...photos.earlier].map(({ record }) => record.id);
    const after = before.slice(0, maxEarlierPhotos);
    const event = { kind: 'taken' as const, jpeg, ...(after.length > 0 ? { after } : {}) };
    const done = await act.run(() =>
      replica.records.create('patientPhoto', chart.patientId, { event }, author),
    );
    if (done) setTaking(false);
  };
  return (
    <SidePanel title={t('title')} onClose={onClose}>
      <div className={css['panel']}>
        {taking ? (
          <>
            <TakePhoto onTaken={(jpeg) => void save(jpeg)} lockedBecause={locked} busy={act.busy} />
            <SaveFailure error={act.error} />
          </>
        ) : (
          <>
            {none ? <NoneHere patientId={chart.patientId}>{t('none')}</NoneHere> : null}
            {photos.current.length > 1 ? <p className={css['said']}>{t('several')}</p> : null}
            <ul className={css['list']}>
              {photos.current.map((photo) => (
                <Standing key={photo.record.id} photo={photo} locked={locked} />
              ))}
            </ul>
            {takes ? (
              <Button kind={none ? 'primary' : 'plain'} onPress={() => setTaking(true)}>
                {t(none ? 'take' : 'takeAnother')}
              </Button>
            ) : (
              <p className={css['quiet']}>{t('whoTakes')}</p>
            )}
            {photos.earlier.length > 0 ? (
              <>
                <h3>{t('earlier')}</h3>
                <ul className={css['list']}>
                  {photos.earlier.map((photo) => (
                    <Standing key={photo.record.id} photo={photo} locked={locked} />
                  ))}
                </ul>
              </>
            ) : null}
            {photos.retracted.length > 0 ? (
              <>
                <h3>{t('retracted')}</h3>
                <ul className={css['list']}>
                  {photos.retracted.map((photo) => (
                    <Retracted key={photo.record.id} photo={photo} />
                  ))}
                </ul>
              </>
            ) : null}
          </>
        )}
      </div>
    </SidePanel>
  );
}

function Taken({ photo: { record } }: { readonly photo: Photo }) {
  return (
    <WrittenBy
      by={record.recordedBy}
      at={record.recordedAt}
      on={record.recordedOn}
      id={record.id}
      signature={record.signature}
      credential={record.credential}
    />
  );
}

function Standing(props: { readonly photo: Photo; readonly locked: string | undefined }) {
  const { photo, locked } = props;
  const { t } = useTranslation('photo');
  const { replica, author, person } = useSession();
  const [retracting, setRetracting] = useState(false);
  const { record, jpeg } = photo;
  return (
    <li className={css['photo']}>
      <PhotoPicture
        jpeg={jpeg}
        label={t('photoOf', { time: stamp(record.recordedAt) })}
        size="large"
      />
      <Taken photo={photo} />
      {retracting ? (
        <ReasonForm
          form="photoRetraction"
          about={record.id}
          seenSchema={z.null()}
          seen={null}
          words={{
            act: t('retract'),
            reason: t('reason'),
            missing: t('reasonFirst'),
            back: t('back'),
            confirm: t('retract'),
          }}
          lockedBecause={locked}
          save={(_seen, reason) =>
            replica.records.create(
              'patientPhoto',
              record.patientId,
              { event: { kind: 'retracted', photo: record.id, reason } },
              author,
            )
          }
          onDone={() => setRetracting(false)}
        />
      ) : may(person.role, 'create', 'patientPhoto') ? (
        <Button
          kind="quiet"
          label={t('retractWhich', { time: stamp(record.recordedAt) })}
          onPress={() => setRetracting(true)}
        >
          {t('retract')}
        </Button>
      ) : null}
    </li>
  );
}

/** Readable still, and shown only when somebody asks: it may be of another person. */
function Retracted({ photo }: { readonly photo: RetractedPhoto }) {
  const { t } = useTranslation('photo');
  const { app } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <li className={css['photo']}>
      {open ? (
        <PhotoPicture
          jpeg={photo.jpeg}
          label={t('retractedPhotoOf', { time: stamp(photo.record.recordedAt) })}
          size="large"
        />
      ) : null}
      <s>
        <Taken photo={photo} />
      </s>
      {photo.retractions.map(({ record, reason }) => (
        <p key={record.id}>
          {t('retractedBecause', {
            reason,
            name: personName(app, record.recordedBy, record.credential),
            time: stamp(record.recordedAt),
          })}
        </p>
      ))}
      <Button kind="quiet" onPress={() => setOpen(!open)}>
        {t(open ? 'hide' : 'show')}
      </Button>
    </li>
  );
}
