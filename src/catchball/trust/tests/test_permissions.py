"""Which roles hold which permission, where that was a decision."""

from catchball.trust.permissions import ROLE_PERMISSIONS, Permission, Role


def test_every_role_has_its_permissions():
    assert set(ROLE_PERMISSIONS) == set(Role)


def test_calendars_are_read_by_all_and_kept_by_those_who_plan():
    assert all(Permission.CALENDAR_READ in held for held in ROLE_PERMISSIONS.values())
    keepers = {
        role for role, held in ROLE_PERMISSIONS.items() if Permission.CALENDAR_MANAGE in held
    }
    assert keepers == {
        Role.PROGRAM_MANAGER,
        Role.ADMINISTRATOR,
        Role.CLIENT_LEAD,
        Role.CLIENT_SUPPLY,
    }
