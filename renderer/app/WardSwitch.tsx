import { useTranslation } from 'react-i18next';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { ChevronDownIcon } from '../ui/icons.tsx';
import { useFrame } from './frameContext.ts';
import css from './frame.module.css';
import { useSession } from './session.tsx';

/** The ward that is shown, and the way to another one. */
export function WardSwitch() {
  const { t } = useTranslation('frame');
  const { app } = useSession();
  const { ward, showWard } = useFrame();
  return (
    <MenuTrigger>
      <Button className={css['ward']!} aria-label={t('wardShown', { ward: ward.name })}>
        <strong>{ward.name}</strong>
        <ChevronDownIcon size={14} />
      </Button>
      <Popover className={css['wardList']!} placement="bottom start">
        <Menu
          aria-label={t('wards')}
          selectionMode="single"
          selectedKeys={[ward.code]}
          onAction={(code) => showWard(String(code))}
        >
          {app.facility.wards.map(({ code, name }) => (
            <MenuItem key={code} id={code} textValue={name} className={css['wardItem']!}>
              {name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
