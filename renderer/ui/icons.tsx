import type { ReactNode, SVGProps } from 'react';

export interface IconProps {
  /** Edge in pixels; 18 unless told. */
  readonly size?: number;
  /** Words for those who can't see it; without them the icon is decoration beside its word. */
  readonly label?: string | undefined;
  readonly className?: string | undefined;
}

function drawn(children: ReactNode, extra: SVGProps<SVGSVGElement> = {}) {
  return function Icon({ size = 18, label, className }: IconProps) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.9}
        strokeLinecap="round"
        strokeLinejoin="round"
        className={className}
        focusable="false"
        {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
        {...extra}
      >
        {children}
      </svg>
    );
  };
}

export const BedIcon = drawn(
  <>
    <path d="M3 6v13M3 15h18v4M21 15v-2a3 3 0 0 0-3-3h-7v5" />
    <circle cx="7" cy="11.5" r="1.8" />
  </>,
);
export const CloudIcon = drawn(
  <path d="M7 18.5a4.5 4.5 0 0 1-.6-8.96 6 6 0 0 1 11.5 1.5A3.8 3.8 0 0 1 17.5 18.5Z" />,
);
export const CloudOffIcon = drawn(
  <path d="M4 4l16 16M8.6 6.6a6 6 0 0 1 9.3 4.4 3.8 3.8 0 0 1 2.3 6M16.5 18.5H7a4.5 4.5 0 0 1-.6-8.96" />,
);
export const BoardIcon = drawn(
  <>
    <rect x="3.5" y="4.5" width="17" height="15" rx="2" />
    <path d="M3.5 9.5h17M3.5 14.5h17M10 9.5v10" />
  </>,
);
export const RegisterIcon = drawn(
  <>
    <circle cx="10" cy="8" r="3.8" />
    <path d="M3 20c.6-4 3.4-6 7-6 1.3 0 2.5.3 3.5.8M18.5 8v6M15.5 11h6" />
  </>,
);
export const PersonIcon = drawn(
  <>
    <circle cx="12" cy="8" r="3.8" />
    <path d="M4.5 20c.7-4 3.6-6 7.5-6s6.8 2 7.5 6" />
  </>,
);
export const InboxIcon = drawn(
  <path d="M4 13.5 6.5 5h11l2.5 8.5V19H4ZM4 13.5h4.5l1.5 2.5h4l1.5-2.5H20" />,
);
export const SyncIcon = drawn(
  <path d="M20 11a8 8 0 0 0-14.5-3.5L3.5 9.5M3.5 4.5v5h5M4 13a8 8 0 0 0 14.5 3.5l2-2M20.5 19.5v-5h-5" />,
);
export const SlidersIcon = drawn(
  <>
    <path d="M4 7h10M18 7h2M4 17h2M10 17h10" />
    <circle cx="16" cy="7" r="2" />
    <circle cx="8" cy="17" r="2" />
  </>,
);
export const SearchIcon = drawn(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4.5 4.5" />
  </>,
);
export const LockIcon = drawn(
  <>
    <rect x="5" y="11" width="14" height="9" rx="2" />
    <path d="M8 11V8a4 4 0 0 1 8 0v3" />
  </>,
);
export const ClockIcon = drawn(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7v5l3 2" />
  </>,
);
export const WarningIcon = drawn(<path d="M12 4 2.8 20h18.4ZM12 10v4.5M12 17.3v.1" />);
/** A shield crossed out: nobody vouches for it. */
export const SetAsideIcon = drawn(
  <path d="M12 3 5 5.8v5.4c0 4.4 2.9 7.8 7 9.8 4.1-2 7-5.4 7-9.8V5.8ZM9.3 9.3l5.4 5.4M14.7 9.3l-5.4 5.4" />,
);
export const InfoIcon = drawn(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 11v5.5M12 7.6v.1" />
  </>,
);
export const TrailIcon = drawn(<path d="M6 3.5h9l3.5 3.5v13.5H6ZM9 10h6.5M9 13.5h6.5M9 17h4" />);
export const TickIcon = drawn(<path d="m5 12.5 4.5 4.5L19.5 7" />);
export const CrossIcon = drawn(<path d="m6 6 12 12M18 6 6 18" />);
export const IdentityCardIcon = drawn(
  <>
    <rect x="3" y="5" width="18" height="14" rx="2" />
    <circle cx="8.5" cy="11" r="2" />
    <path d="M5.8 16c.4-1.5 1.4-2.2 2.7-2.2s2.3.7 2.7 2.2M14 10h4M14 14h4" />
  </>,
);
export const PencilIcon = drawn(<path d="m4 20 1-4.5L16 4.5l3.5 3.5L8.5 19ZM13.5 7l3.5 3.5" />);
/** A signature that is in order: a pen's stroke over a line, unlike the tick of what was sent. */
export const SignedIcon = drawn(
  <path d="M3 20h18M4 15.5c3-7 6.5-11 8-9.5s-2.5 8-1 9.5 3.5-5.5 5-4.5 0 3.5 4 3.5" />,
);
export const CopyIcon = drawn(
  <>
    <rect x="8" y="8" width="12" height="12" rx="2" />
    <path d="M16 8V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h2" />
  </>,
);
export const MonitorIcon = drawn(
  <>
    <rect x="3" y="4.5" width="18" height="12" rx="2" />
    <path d="M12 16.5V20M8 20h8" />
  </>,
);
export const ChevronDownIcon = drawn(<path d="m6 9 6 6 6-6" />);
export const ChevronRightIcon = drawn(<path d="m9 6 6 6-6 6" />);
export const PlusIcon = drawn(<path d="M12 5v14M5 12h14" />);
export const UndoIcon = drawn(<path d="M4 9h10a5.5 5.5 0 0 1 0 11H9M8 4.5 3.5 9 8 13.5" />);
export const FlaskIcon = drawn(
  <path d="M9.5 3.5h5M10.5 3.5v6L5 19a1.5 1.5 0 0 0 1.3 2.2h11.4A1.5 1.5 0 0 0 19 19l-5.5-9.5v-6M8 15h8" />,
);
export const PillIcon = drawn(
  <path d="M10.5 20a4.95 4.95 0 0 1-7-7l9-9a4.95 4.95 0 0 1 7 7ZM8 8.5l7 7" />,
);
export const PlugIcon = drawn(<path d="M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0ZM12 17v4" />);
export const PlugCutIcon = drawn(
  <path d="M9 3v3M15 3v5M10.5 8H18v3a6 6 0 0 1-.9 3.2M6 8v3a6 6 0 0 0 8.5 5.5M12 17v4M3.5 3.5l17 17" />,
);

/** Only here, waiting to be sent: a ring with an up arrow. */
export const WaitingIcon = drawn(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 16.5V8M8.5 11.3 12 7.8l3.5 3.5" />
  </>,
);
/** Refused by the server: a solid square with a cross cut out. */
export const RefusedIcon = drawn(
  <>
    <rect x="3" y="3" width="18" height="18" rx="4" fill="var(--crit-fill)" stroke="none" />
    <path d="m8.5 8.5 7 7M15.5 8.5l-7 7" stroke="var(--on-crit)" strokeWidth={2.4} />
  </>,
);
/** Two people wrote different values: half solid, half outline. */
export const SplitDiscIcon = drawn(
  <>
    <path d="M10.3 3.2a9 9 0 0 0 0 17.6Z" fill="currentColor" stroke="none" />
    <path d="M13.7 4.2a8 8 0 0 1 0 15.6Z" />
  </>,
);
